using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent;

/// <summary>A Worker's history in memory, which does what a runtime does with events: numbers them and says whose run they are.</summary>
internal sealed class RecordingSink : IWorkerSink
{
    private readonly Lock _gate = new();
    private readonly List<WorkerEvent> _events = [];

    public RunId Run { get; private set; } = RunId.New(TimeProvider.System);

    /// <summary>The fault every append from now on is answered with.</summary>
    public Fault? Refuses { get; set; }

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
        return new(Run, message);
    }

    public ValueTask<Result<IReadOnlyList<WorkerEvent>>> AppendAsync(IReadOnlyList<WorkerEvent> events, CancellationToken cancellationToken)
    {
        if (Refuses is { } fault) return new(fault);
        AppendSizes.Add(events.Count);
        return new(Add(events));
    }

    public void PublishDelta(string messageId, string text) => Deltas.Add((messageId, text));

    public ValueTask<IReadOnlyList<WorkerEvent>> ReadAsync(CancellationToken cancellationToken) => new(Events);

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
