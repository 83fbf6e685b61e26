using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>Observes one Worker from wherever it was cut off, and finds every event once and in order.</summary>
internal sealed class Watcher(World world, SimulatedServer server, SimulatedProcess process, WorkerId worker)
{
    private readonly List<WorkerEvent> _seen = [];
    private string? _cursor;
    private long _at;

    public WorkerId Worker => worker;

    /// <summary>It was told to end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Observes until it is told to end.</summary>
    public async Task RunAsync()
    {
        while (!IsOver)
        {
            await server.CallAsync($"a look at {worker}", process, TimeSpan.FromSeconds(world.Random.Next(1, 60)), async (runtime, leave) =>
            {
                await foreach (var frame in runtime.Observe(worker, _cursor, leave))
                {
                    Take(frame);
                    // Slow at times; then it leaves, or is left.
                    await world.PauseAsync(process.Time, leave);
                    if (IsOver || world.Mishap(1)) break;
                }

                return true;
            });
            await world.SecondsAsync(process.Time, 3);
        }
    }

    /// <summary>Completes when it has seen all up to a number.</summary>
    public async Task ReachAsync(long seq)
    {
        using var waiting = world.Waiting($"the watcher of {worker} at {_at} to reach {seq}");
        while (_cursor is not null && _at < seq) await world.SecondsAsync(process.Time, 10);
    }

    public void End() => IsOver = true;

    /// <summary>What it saw is what the history has from there on.</summary>
    public void ShouldHaveSeen(IReadOnlyList<WorkerEvent> history) =>
        _seen.Select(Claims.Form).ShouldBe(history.Where(e => _seen.Count > 0 && e.Seq >= _seen[0].Seq && e.Seq <= _at).Select(Claims.Form), $"what the watcher of {worker} saw");

    private void Take(ObservationFrame frame)
    {
        switch (frame)
        {
            case SnapshotFrame snapshot:
                _cursor.ShouldBeNull($"{worker}: a snapshot behind a cursor");
                (_cursor, _at) = (snapshot.Cursor, snapshot.Worker.LastSeq);
                break;
            case EventFrame item:
                item.Event.Seq.ShouldBe(_at + 1, $"{worker}: the next event");
                _seen.Add(item.Event);
                (_cursor, _at) = (item.Cursor, item.Event.Seq);
                break;
            case DeltaFrame delta:
                delta.Text.ShouldBe(SimulatedExecution.TextOf(delta.MessageId).Substring(delta.Offset, delta.Text.Length), $"{worker}: a delta of {delta.MessageId}");
                break;
            case ClosedFrame closed:
                closed.Fault.Code.ShouldBeOneOf([FaultCodes.UnknownWorker, FaultCodes.RuntimeStopped, FaultCodes.StoreFailed, FaultCodes.DiskFull], $"{worker}: {closed.Fault}");
                break;
        }
    }
}
