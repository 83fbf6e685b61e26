using System.Globalization;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>
/// Everything that could come out one way or the other is drawn from one seed: which of the tasks that are ready goes on, how long things take, what fails. Time moves only when
/// nothing is ready, to the next timer. It needs a thread pool of one thread: what leaves the schedulers here inside the class library (a wait with a token, a cancellation) runs on
/// that thread between two steps, in the order in which it left.
/// </summary>
internal sealed class World
{
    private const int MostSteps = 2_000_000;
    private const int LinesKept = 400;
    private const ulong Prime = 1099511628211;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);
    private static readonly DateTimeOffset Beginning = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<(SimulatedProcess Process, Task Task)> _ready = [];
    private readonly PriorityQueue<(SimulatedTimer Timer, int Setting), (DateTimeOffset At, long Number)> _timers = new();
    private readonly SortedDictionary<long, (string What, DateTimeOffset Since)> _waiting = [];
    private readonly Queue<string> _lines = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _main = Task.CompletedTask;
    private long _count;
    private ulong _hash = 14695981039346656037;

    public World(int seed) => Random = new(seed);

    public Random Random { get; }

    public DateTimeOffset Now { get; private set; } = Beginning;

    /// <summary>Nothing fails any more.</summary>
    public bool IsCalm { get; set; }

    public int Steps { get; private set; }

    /// <summary>All that happened, in one number.</summary>
    public string Trace => _hash.ToString("x16", CultureInfo.InvariantCulture);

    public IEnumerable<string> Lines => _lines;

    /// <summary>Lives until what it is given is done, and fails where that fails, or waits for what never comes.</summary>
    public async Task LiveAsync(Func<Task> main)
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1) throw new InvalidOperationException("A simulation needs a thread pool of one thread.");
        SimulatedProcess first = new(this, "main");
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                _main = first.RunAsync(main);
                Turn();
            },
            null);
        await _over.Task;
        await _main;
    }

    public long Next() => ++_count;

    /// <summary>True so many times in a hundred, and never once it is calm.</summary>
    public bool Mishap(double percent) => !IsCalm && Random.NextDouble() * 100 < percent;

    public bool Chance(double percent) => Random.NextDouble() * 100 < percent;

    public T OneOf<T>(IReadOnlyList<T> all) => all[Random.Next(all.Count)];

    /// <summary>Takes note of what happens, in words that are the same whenever it happens again.</summary>
    public void Tell(string line)
    {
        foreach (var c in line) Mix(c);
        _lines.Enqueue($"{(Now - Beginning).TotalSeconds,9:0.000} {line}");
        if (_lines.Count > LinesKept) _lines.Dequeue();
    }

    /// <summary>Names what is waited for until the answer is disposed of.</summary>
    public IDisposable Waiting(string what)
    {
        var number = Next();
        _waiting.Add(number, (what, Now));
        return new Wait(() => _waiting.Remove(number));
    }

    public void Ready(SimulatedProcess process, Task task) => _ready.Add((process, task));

    public void Set(SimulatedTimer timer, int setting, DateTimeOffset at) => _timers.Enqueue((timer, setting), (at, Next()));

    private void Turn()
    {
        try
        {
            // What left the schedulers goes first.
            while (ThreadPool.PendingWorkItemCount == 0)
            {
                if (_main.IsCompleted)
                {
                    _over.TrySetResult();
                    return;
                }

                Step();
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => Turn(), null);
        }
        catch (Exception exception)
        {
            _over.TrySetException(exception);
        }
    }

    private void Step()
    {
        if (++Steps > MostSteps) throw new InvalidOperationException($"It does not come to rest. {Waits()}");
        if (_ready.Count == 0)
        {
            Pass();
            return;
        }

        var at = Random.Next(_ready.Count);
        Mix((ulong)_ready.Count);
        var (process, task) = _ready[at];
        _ready.RemoveAt(at);
        process.Execute(task);
    }

    private void Pass()
    {
        if (!_timers.TryPeek(out _, out var next)) throw new InvalidOperationException($"Nothing is ready and no timer is left. {Waits()}");
        if (next.At - Beginning > LongestLife) throw new InvalidOperationException($"It goes on for ever. {Waits()}");
        if (next.At > Now) Now = next.At;
        while (_timers.TryPeek(out var due, out var when) && when.At <= Now)
        {
            _timers.Dequeue();
            due.Timer.Fire(due.Setting);
        }
    }

    private string Waits() => "Waiting: " + (_waiting.Count == 0 ? "nobody" : string.Join("; ", _waiting.Values.Select(w => $"{w.What} for {Now - w.Since}")));

    private void Mix(ulong value) => _hash = (_hash ^ value) * Prime;

    private sealed class Wait(Action over) : IDisposable
    {
        public void Dispose() => over();
    }
}
