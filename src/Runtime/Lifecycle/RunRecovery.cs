using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// Takes up a run that the process died under. One that only waited for answers goes on waiting; any other is closed: every open call gets its result and the run
/// its end, in one append, so exactly once.
/// </summary>
internal sealed class RunRecovery(RuntimeScope scope, RunLoop runs)
{
    private static readonly RunEnd Died = new(RunOutcome.Interrupted, new(FaultCodes.RunInterrupted, "The process ended while the run was under way; send an input to go on."));

    /// <summary>Takes up the Worker's open run; where its events cannot be read, the Worker becomes unreadable.</summary>
    public async Task RecoverAsync(LiveWorker worker, WorkerHead head, CancellationToken cancellationToken)
    {
        var result = await scope.History.ReadAllAsync(worker.Id, (head.RunSeq ?? 1) - 1, cancellationToken);
        if (!result.TryGet(out var page, out var fault))
        {
            worker.Load(head, worker.LastSeq, null, fault);
            return;
        }

        var run = new LiveRun(head.Run!.Value);
        foreach (var item in page.Events) run.Apply(item);
        worker.Load(head, worker.LastSeq, run, null);
        // A call whose question is answered may have begun, unless another of the run's questions is still open.
        if (run.Waits)
        {
            runs.Parking.Park(worker, run);
            return;
        }

        // Until its end is recorded nothing joins it any more.
        _ = run.RequestInterrupt();
        if (await runs.TryFinishAsync(worker, run, Died, died: true) is not null)
            _ = scope.Background.Run(() => runs.FinishAsync(worker, run, Died, died: true));
    }
}
