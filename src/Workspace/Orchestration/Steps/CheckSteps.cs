using System.Text.Json;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>Checks: receipts are allocated, each command runs in a fresh checkout, its signed receipt lands on the ticket.</summary>
internal static class CheckSteps
{
    private const int OutputLimit = 256 * 1024;

    public static async Task<Result<AttemptEvent>> IntendSubmitAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var submitted = attempt.Submitted!;
        var fault = await context.RecordAsync(attempt, $"submit-{submitted.Commit}", "implementation_report", SubmitText.Of(attempt), cancellationToken, author: attempt.Coder!.Name,
            attributes: [KeyValuePair.Create("step", "submit"), KeyValuePair.Create("commit", submitted.Commit)]);
        return fault is null ? Intend(context, attempt, CheckPurpose.Submit, submitted.Commit) : fault;
    }

    public static AttemptEvent IntendMerge(StepContext context, AttemptState attempt) => Intend(context, attempt, CheckPurpose.Merge, commit: null);

    public static async Task<Result<AttemptEvent>> RunAsync(
        StepContext context, AttemptState attempt, AttemptAction.RunCheck run, CancellationToken cancellationToken)
    {
        // A receipt that already lies on the ticket was made before a crash: the command does not run again.
        var known = await ReceiptFile.ReadAsync(context, attempt.Id.Ticket, run.Check.Receipt, cancellationToken);
        if (known.TryGet(out var receipt, out var fault)) return Made(receipt);
        if (fault.Code != FaultCodes.NotFound) return fault;

        var settings = context.Settings().Validation;
        var ran = await context.Checks.RunAsync(new()
        {
            ReceiptId = run.Check.Receipt,
            Ticket = attempt.Id.Ticket,
            Attempt = attempt.Id.ToString(),
            Purpose = run.Purpose,
            Command = run.Check.Command,
            Commit = run.Commit,
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            Mounts = ToolchainMounts.Of(settings.Mounts),
            OutputLimit = OutputLimit,
        }, cancellationToken);
        if (!ran.TryGet(out var check, out fault)) return fault;
        fault = await ReceiptFile.WriteAsync(context, attempt.Id.Ticket, check, cancellationToken);
        return fault is null ? Made(check.Receipt) : fault;
    }

    private static AttemptEvent.ChecksIntended Intend(StepContext context, AttemptState attempt, string purpose, string? commit) =>
        new(purpose, commit, [.. attempt.Packet!.Packet.Validation.Select(c => new IntendedCheck(ReceiptId.New(context.Time), c))], context.Time.GetUtcNow());

    private static AttemptEvent.ReceiptMade Made(Receipt receipt) => new(receipt.Id, receipt.Command, receipt.ExitCode, receipt.Commit, receipt.DurationMs);
}
