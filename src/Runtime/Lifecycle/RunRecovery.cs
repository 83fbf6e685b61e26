using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// Takes up a run that the process died under. One that only waited for answers goes on waiting; any other is closed: every open call gets its result and the run
/// its end, in one append, so exactly once.
/// </summary>
internal sealed partial class RunRecovery(RuntimeScope scope, RunLoop runs)
{
    private static readonly RunEnd Died = new(RunOutcome.Interrupted, new(FaultCodes.RunInterrupted, "The process ended while the run was under way; send an input to go on."));

    /// <summary>Takes up the Worker's open run. Where its events cannot be read, the Worker is unreadable: for good where they are damaged, else until the store gives them.</summary>
    public async Task RecoverAsync(LiveWorker worker, WorkerHead head, CancellationToken cancellationToken)
    {
        if (await TryRecoverAsync(worker, head, cancellationToken) is not { } fault) return;
        Unread(scope.Logger, worker.Id, fault);
        _ = scope.Background.Run(() => StoreRetry.UntilTakenAsync(scope, () => TryRecoverAsync(worker, head, scope.Lifetime), again => Unread(scope.Logger, worker.Id, again)));
    }

    /// <summary>Answers the fault where it is worth another try.</summary>
    private async Task<Fault?> TryRecoverAsync(LiveWorker worker, WorkerHead head, CancellationToken cancellationToken)
    {
        var result = await scope.History.ReadAllAsync(worker.Id, (head.RunSeq ?? 1) - 1, cancellationToken);
        if (!result.TryGet(out var page, out var fault))
        {
            worker.Load(head, worker.LastSeq, null, fault);
            return fault.Code == FaultCodes.StoreFailed ? fault : null;
        }

        var run = new LiveRun(head.Run!.Value);
        foreach (var item in page.Events) run.Apply(item);
        worker.Load(head, worker.LastSeq, run, null);
        // A call whose question is answered may have begun, unless another of the run's questions is still open.
        if (run.Waits)
        {
            runs.Parking.Park(worker, run);
            return null;
        }

        // Until its end is recorded nothing joins it any more.
        _ = run.RequestInterrupt();
        if (await runs.TryFinishAsync(worker, run, Died, died: true) is not null)
            _ = scope.Background.Run(() => runs.FinishAsync(worker, run, Died, died: true));
        return null;
    }

    [LoggerMessage(LogLevel.Error, "The run of Worker {Worker} could not be read, trying again: {Fault}")]
    private static partial void Unread(ILogger logger, WorkerId worker, Fault fault);
}
