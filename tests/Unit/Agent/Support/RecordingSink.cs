using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent;

/// <summary>A Worker's history in memory, which does what a runtime does with events: numbers them and says whose run they are.</summary>
internal sealed class RecordingSink : IWorkerSink
{
    private readonly Lock _gate = new();
    private readonly List<WorkerEvent> _events = [];
    private Fault? _later;
    private int _left;

    public RunId Run { get; private set; } = RunId.New(TimeProvider.System);

    /// <summary>The fault every append from now on is answered with.</summary>
    public Fault? Refuses { get; set; }

    /// <summary>Refuses every append but the next ones.</summary>
    public void RefusesAfter(int appends, Fault fault) => (_left, _later) = (appends, fault);

    public List<int> AppendSizes { get; } = [];

    public List<(string MessageId, string Text)> Deltas { get; } = [];

    public IReadOnlyList<WorkerEvent> Events
    {
        get { lock (_gate) return [.. _events]; }
    }

    public IEnumerable<T> All<T>() where T : WorkerEvent => Events.OfType<T>();

    /// <summary>Begins a run as a runtime does: a new id and its input.</summary>
    public DispatchedInput Begin(string text, InputKind kind = InputKind.User)
    {
        Run = RunId.New(TimeProvider.System);
        var message = (UserMessage)Add([new UserMessage(kind, text, Guid.NewGuid().ToString("N")), new RunStarted(kind)])[0];
        return new(Run, kind, message);
    }

    public ValueTask<Result<IReadOnlyList<WorkerEvent>>> AppendAsync(IReadOnlyList<WorkerEvent> events, CancellationToken cancellationToken)
    {
        if (_later is not null && _left-- == 0) Refuses = _later;
        if (Refuses is { } fault) return new(fault);
        AppendSizes.Add(events.Count);
        return new(Add(events));
    }

    public void PublishDelta(string messageId, string text) => Deltas.Add((messageId, text));

    /// <summary>Appends to the run at hand what a runtime appends by itself: a message that steers, an answer to a question.</summary>
    public WorkerEvent Give(WorkerEvent item) => Add([item])[0];

    /// <summary>Goes on with the run at hand, as a runtime does when its execution has not seen all of it.</summary>
    public DispatchedInput GoOn(InputKind kind) => new(Run, kind);

    public ValueTask<IReadOnlyList<WorkerEvent>> ReadAsync(long after, CancellationToken cancellationToken) => new([.. Events.Where(e => e.Seq > after)]);

    private WorkerEvent[] Add(IReadOnlyList<WorkerEvent> events)
    {
        lock (_gate)
        {
            WorkerEvent[] committed = [.. events.Select((e, i) => e with { Seq = _events.Count + i + 1, Run = Run })];
            _events.AddRange(committed);
            return committed;
        }
    }
}
