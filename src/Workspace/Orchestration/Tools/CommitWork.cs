using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Commits what lies in an attempt's worktree, with its coder as author, unless it leaves the allowed paths.</summary>
internal static class CommitWork
{
    /// <summary>Saves what an unfinished run left. What may not be committed stays in the worktree, where nothing is removed before it is saved.</summary>
    public static async Task<Fault?> SaveAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var saved = await RunAsync(context, attempt, "Work in progress\n\nSaved by the host at the end of an unfinished run.", cancellationToken);
        return saved.Fault is { Code: not FaultCodes.OutOfScope } fault ? fault : null;
    }

    /// <summary>The branch's head afterwards, which is the one before where nothing had changed; <c>out_of_scope</c> commits nothing.</summary>
    public static async Task<Result<string>> RunAsync(StepContext context, AttemptState attempt, string message, CancellationToken cancellationToken)
    {
        var found = await context.Worktrees.GetAsync(attempt.Worktree!.Name, cancellationToken);
        if (!found.TryGet(out var worktree, out var fault)) return fault;
        var coder = attempt.Coder!;
        var committed = await context.Worktrees.CommitAsync(worktree, new()
        {
            Author = new(coder.Name, $"{coder.Ref.Worker}@workers.yoi.invalid"),
            Message = message,
            Date = context.Time.GetUtcNow(),
            Since = attempt.BaseCommit,
            Gate = paths => WriteRules.Check(paths, attempt.Packet!.Packet.WriteGlobs, context.Settings().Protected),
        }, cancellationToken);
        return committed.TryGet(out var result, out fault) ? result.Commit : fault;
    }
}
