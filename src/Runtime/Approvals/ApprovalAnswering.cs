using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes people's answers to the questions of runs.</summary>
internal sealed class ApprovalAnswering(RuntimeScope scope, Connecting connecting, RunLoop runs)
{
    // A repeated answer is looked for this far back, once its run is over.
    private const int Lookback = 1_000;

    public async ValueTask<Fault?> AnswerAsync(WorkerId id, ApprovalResolved answer, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault)) return fault;
        using var held = hold;
        var worker = hold.Worker;
        if (ApprovalRules.Check(answer) is { } invalid) return invalid;
        var connectFault = await connecting.EnsureAsync(worker, cancellationToken);
        using var gate = await worker.EnterAsync(cancellationToken);
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        var run = worker.Run;
        if (run?.Approvals.Pending.FirstOrDefault(question => question.CallId == answer.CallId) is not { } pending) return await RepeatAsync(worker, run, answer);
        if (ApprovalRules.Fit(pending, answer) is { } unfit) return unfit;
        // Nobody would go on: the question stays open, for an answer when somebody can.
        if (worker.Link.Connection is null)
            return new(FaultCodes.WorkerUnconnected, $"The Worker has no execution. {connectFault?.Message}".TrimEnd());
        return await runs.Parking.ResolveAsync(worker, run, pending, answer);
    }

    private async ValueTask<Fault?> RepeatAsync(LiveWorker worker, LiveRun? run, ApprovalResolved answer)
    {
        if (run?.Approvals.AnswerTo(answer.CallId) is { } known) return ApprovalRules.Repeat(answer, known);
        var result = await scope.History.ReadAsync(worker.Id, new() { Backward = true, Limit = Lookback }, CancellationToken.None);
        if (!result.TryGet(out var page, out var fault)) return fault;
        return ApprovalRules.Repeat(answer, page.Events.OfType<ApprovalResolved>().FirstOrDefault(first => first.CallId == answer.CallId));
    }
}
