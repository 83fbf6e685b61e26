using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What is done about a Worker that fails for a while, is silent, or has no place to work.</summary>
internal static class PatienceSteps
{
    public static async Task<Result<AttemptEvent>> PlanRetryAsync(StepContext context, AttemptState attempt, string role, Fault reason, CancellationToken cancellationToken)
    {
        var failures = (role == Roles.Coder ? attempt.Coder : attempt.Reviewer)!.Failures;
        var until = context.Time.GetUtcNow() + RetryDelay.Of(failures, Random.Shared.NextDouble());
        var fault = await RecordAsync(context, attempt, $"retry-{role}-{attempt.Version}", reason.Code == FaultCodes.ProviderQuota ? "quota" : "runtime_unavailable",
            WaitText.Retry(role, reason, until, context.Settings().Orchestration.Retries - failures), cancellationToken);
        return fault is null ? new AttemptEvent.RetryPlanned(role, until, reason) : fault;
    }

    public static async Task<Result<AttemptEvent>> RestartAsync(StepContext context, AttemptState attempt, string role, CancellationToken cancellationToken)
    {
        var worker = (role == Roles.Coder ? attempt.Coder : attempt.Reviewer)!;
        var fault = await context.Registry.InterruptAsync(worker.Ref, cancellationToken);
        return fault is null ? new AttemptEvent.WorkerRestarted(role) : fault;
    }

    public static async Task<Result<AttemptEvent>> ReviewWaitAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var commit = attempt.Submitted!.Commit;
        var fault = await RecordAsync(context, attempt, $"review-wait-{commit}", "capacity", WaitText.ReviewerSlots(), cancellationToken);
        return fault is null ? new AttemptEvent.WaitRecorded("capacity", commit) : fault;
    }

    private static Task<Fault?> RecordAsync(StepContext context, AttemptState attempt, string step, string code, string text, CancellationToken cancellationToken) =>
        context.RecordAsync(attempt, step, "decision", text, cancellationToken, attributes: [KeyValuePair.Create("waits", code), KeyValuePair.Create("on", "-")]);
}
