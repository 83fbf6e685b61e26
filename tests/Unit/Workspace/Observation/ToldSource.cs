using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Observation;

/// <summary>A source with one Worker whose events a test tells; it counts who observes, can go away, and can lose its store.</summary>
internal sealed class ToldSource : IRuntimeSource
{
    private readonly Lock _lock = new();
    private readonly List<WorkerEvent> _events = [];
    private readonly List<Channel<ObservationFrame>> _watching = [];
    private string _store = "one";
    private Fault? _away;
    private int _subscriptions;

    public SourceInfo About { get; } = new(RuntimeId.Parse("told", null), RuntimeKind.Remote);

    public WorkerRef Worker { get; } = new(RuntimeId.Parse("told", null), new(Guid.Parse("01975a3c-0000-7000-8000-00000000abcd")));

    /// <summary>How often somebody began to observe.</summary>
    public int Subscriptions => Volatile.Read(ref _subscriptions);

    /// <summary>How many observe now.</summary>
    public int Open
    {
        get
        {
            lock (_lock) return _watching.Count;
        }
    }

    public string Cursor(int seq) => $"{_store}:{seq}";

    public void Tell(int count = 1, string text = "word")
    {
        lock (_lock)
        {
            for (var i = 0; i < count; i++)
            {
                var item = new SystemNote(text) { Seq = _events.Count + 1 };
                _events.Add(item);
                Show(new EventFrame(item, Cursor(_events.Count)));
            }
        }
    }

    public void Say(string message, int offset, string text)
    {
        lock (_lock) Show(new DeltaFrame(message, offset, text));
    }

    /// <summary>Ends what is observed, and refuses until it is back.</summary>
    public void GoAway(Fault why)
    {
        lock (_lock)
        {
            _away = why;
            Show(new ClosedFrame(why));
            foreach (var watching in _watching) watching.Writer.TryComplete();
        }
    }

    public void ComeBack(string store = "one")
    {
        lock (_lock)
        {
            if (store != _store) _events.Clear();
            (_store, _away) = (store, null);
        }
    }

    public ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken)
    {
        lock (_lock) return new(_away is { } fault ? fault : new RuntimeReply { Workers = [Summary()], Input = new() { Status = InputStatus.Accepted } });
    }

    public async IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _subscriptions);
        var channel = Channel.CreateUnbounded<ObservationFrame>();
        lock (_lock)
        {
            var from = after?.Split(':');
            if (_away is { } away) Refuse(channel, away);
            else if (from is not null && from[0] != _store) Refuse(channel, new(FaultCodes.CursorForeign, "Another store's."));
            else
            {
                if (from is null) channel.Writer.TryWrite(new SnapshotFrame(Summary(), [.. _events.TakeLast(200)], null, Cursor(_events.Count)));
                else foreach (var item in _events.Skip(int.Parse(from[1], null))) channel.Writer.TryWrite(new EventFrame(item, Cursor((int)item.Seq)));
                _watching.Add(channel);
            }
        }

        try
        {
            await foreach (var frame in channel.Reader.ReadAllAsync(cancellationToken)) yield return frame;
        }
        finally
        {
            lock (_lock) _watching.Remove(channel);
        }
    }

    public async IAsyncEnumerable<WorkerId> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }

    private static void Refuse(Channel<ObservationFrame> channel, Fault why)
    {
        channel.Writer.TryWrite(new ClosedFrame(why));
        channel.Writer.TryComplete();
    }

    private void Show(ObservationFrame frame)
    {
        foreach (var watching in _watching) watching.Writer.TryWrite(frame);
    }

    private WorkerSummary Summary() => new()
    {
        Id = Worker.Worker,
        DisplayName = "Ada",
        Profile = "test",
        Role = "helper",
        Desired = DesiredState.Active,
        State = RunState.Idle,
        CreatedAt = DateTimeOffset.UnixEpoch,
        LastSeq = _events.Count,
        Tokens = TokenCount.Zero,
    };
}
