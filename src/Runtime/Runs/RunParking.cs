using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Keeps runs that wait for answers: nothing of them runs, and what wakes them is an answer or a deadline.</summary>
internal sealed partial class RunParking(RuntimeScope scope, Connecting connecting, RunLoop runs)
{
    /// <summary>By whom a question is answered that nobody answered in time.</summary>
    public const string Deadline = "deadline";

    // A clock that is set back or a machine that slept: looked at again at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Lets a run wait. Called under the Worker's gate, or at opening.</summary>
    public void Park(LiveWorker worker, LiveRun run)
    {
        run.Park();
        foreach (var question in run.Approvals.Pending)
        {
            var settled = run.Approvals.SettledAsync(question.CallId);
            _ = scope.Background.Run(() => WatchAsync(worker, run, question, settled));
        }

        scope.Hints.Publish(worker.Id, worker.Id);
    }

    /// <summary>Records an answer to a pending question; with the last one the run goes on. Called under the Worker's gate.</summary>
    public async Task<Fault?> ResolveAsync(LiveWorker worker, LiveRun run, ApprovalRequested question, ApprovalResolved answer)
    {
        if ((await scope.Recorder.RecordAsync(worker, run, [answer with { Parent = question.Seq }])).Fault is { } fault) return fault;
        // Where an execution still works on the run, it finds the answer itself, or the end of its work does.
        if (run.Parked && run.Approvals.Pending.Count == 0 && run.TryGoOn()) _ = scope.Background.Run(() => GoOnAsync(worker, run));
        return null;
    }

    private async Task GoOnAsync(LiveWorker worker, LiveRun run)
    {
        var fault = await connecting.EnsureAsync(worker, CancellationToken.None);
        // Closing ends it.
        if (scope.Stopped) return;
        if (worker.Link.Connection is { } connection) await runs.RunAsync(worker, run, connection, new(run.Id, InputKind.Approval));
        else await runs.FinishAsync(worker, run, new(RunOutcome.Failed, new(FaultCodes.WorkerUnconnected, $"No execution can go on with the run. {fault?.Message}".TrimEnd())));
    }

    private async Task WatchAsync(LiveWorker worker, LiveRun run, ApprovalRequested question, Task settled)
    {
        while (question.Deadline - scope.Options.Time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(scope.Lifetime);
            await Task.WhenAny(settled, Task.Delay(left < LongestWait ? left : LongestWait, scope.Options.Time, over.Token));
            await over.CancelAsync();
            if (settled.IsCompleted || scope.Lifetime.IsCancellationRequested) return;
        }

        await StoreRetry.UntilTakenAsync(scope, () => DenyAsync(worker, run, question), fault => DenialRefused(scope.Logger, question.CallId, worker.Id, fault));
    }

    private async Task<Fault?> DenyAsync(LiveWorker worker, LiveRun run, ApprovalRequested question)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        if (scope.Stopped || worker.Run != run || !run.Approvals.Pending.Contains(question)) return null;
        return await ResolveAsync(worker, run, question, new(question.CallId, Allowed: false, Deadline));
    }

    [LoggerMessage(LogLevel.Error, "That the time for call {Call} of Worker {Worker} has passed could not be recorded, trying again: {Fault}")]
    private static partial void DenialRefused(ILogger logger, string call, WorkerId worker, Fault fault);
}
