using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>One execution's way into its Worker's history; closed when the execution is ended or given up, so that it cannot write into a later run.</summary>
internal sealed class WorkerSink(RuntimeScope scope, LiveWorker worker) : IWorkerSink
{
    private volatile bool _closed;

    public void Close() => _closed = true;

    public async ValueTask<Result<IReadOnlyList<WorkerEvent>>> AppendAsync(IReadOnlyList<WorkerEvent> events, CancellationToken cancellationToken)
    {
        if (SinkRules.Check(events) is { } invalid) return invalid;
        using var gate = await worker.EnterAsync(cancellationToken);
        if (_closed || worker.Run is not { } run)
            return new Fault(FaultCodes.Conflict, "There is no run at hand for this execution; nothing was recorded.");
        if (run.Parked) return new Fault(FaultCodes.Conflict, "The run waits for answers and nothing of it may run; nothing was recorded.");
        if ((run.Calls.Check(events) ?? run.Approvals.Check(events, run.Calls)) is { } refused) return refused;
        var result = await scope.Recorder.RecordAsync(worker, run, [.. events.Select(run.Calls.WithParent)]);
        return result.TryGet(out var recorded, out var fault) ? Results.Of(recorded.Events) : fault;
    }

    public void PublishDelta(string messageId, string text)
    {
        if (!_closed) worker.ShowText(messageId, text);
    }
}
