using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Closes a run that the process died under: every open call gets its result and the run its end, in one append, so exactly once.</summary>
internal sealed class RunRecovery(RuntimeScope scope, RunLoop runs)
{
    private static readonly RunEnd Died = new(RunOutcome.Interrupted, new(FaultCodes.RunInterrupted, "The process ended while the run was under way; send an input to go on."));

    /// <summary>Closes the Worker's open run; where its events cannot be read, the Worker becomes unreadable.</summary>
    public async Task RecoverAsync(LiveWorker worker, WorkerHead head, CancellationToken cancellationToken)
    {
        var result = await scope.History.ReadAllAsync(worker.Id, (head.RunSeq ?? 1) - 1, cancellationToken);
        if (!result.TryGet(out var page, out var fault))
        {
            worker.Load(head, worker.LastSeq, null, fault);
            return;
        }

        var run = new LiveRun(head.Run!.Value);
        foreach (var item in page.Events) run.Calls.Apply(item);
        worker.Load(head, worker.LastSeq, run, null);
        if (await runs.TryFinishAsync(worker, run, Died, died: true) is not null)
            _ = scope.Background.Run(() => runs.FinishAsync(worker, run, Died, died: true));
    }
}
