using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>The worktree of a Worker made by hand: where it is cut, what may be reached of it, and how the host commits it.</summary>
internal sealed class HandWorktree(StepContext context)
{
    /// <summary>A name that follows from the Worker: the same Worker always has the same.</summary>
    public static string NameOf(WorkerId worker) => $"hand-{worker.Value.ToString("N")[^8..]}";

    /// <summary>The commit to cut from: the integration branch's head, or the target's where there is none yet.</summary>
    public async Task<Result<string>> BaseAsync(CancellationToken cancellationToken)
    {
        var branches = context.Settings().Orchestration;
        var integration = await context.Repository.ResolveAsync($"refs/heads/{branches.IntegrationBranch}", cancellationToken);
        if (integration.Fault?.Code != FaultCodes.NotFound) return integration;
        var target = await context.Repository.ResolveAsync($"refs/heads/{branches.TargetBranch}", cancellationToken);
        return target.Fault?.Code == FaultCodes.NotFound
            ? new Fault(FaultCodes.NotFound, $"The branch {branches.TargetBranch} has no commit yet; make a first one.")
            : target;
    }

    public async Task<Fault?> AddAsync(HandState hand, CancellationToken cancellationToken) =>
        (await context.Worktrees.AddAsync(new() { Name = hand.Worktree, Branch = hand.Intended!.Branch, Commit = hand.Intended.Commit }, cancellationToken)).Fault;

    /// <summary>Takes away a worktree nobody was given; what should lie in it all the same is saved first.</summary>
    public async Task<Fault?> RemoveAsync(HandState hand, CancellationToken cancellationToken) =>
        (await context.Worktrees.RemoveAsync(context.Worktrees.At(hand.Worktree, hand.Intended!.Branch), hand.Intended.Commit, cancellationToken)).Fault;

    /// <summary>A coder may change everything but <c>.yoi</c> and what is protected; any other role reads.</summary>
    public async ValueTask<Result<Scope>> ScopeAsync(HandState hand, CancellationToken cancellationToken)
    {
        if (!(await context.Worktrees.GetAsync(hand.Worktree, cancellationToken)).TryGet(out var worktree, out var fault)) return fault;
        var write = hand.Writes ? new GlobSet(["**"], context.Settings().Protected) : GlobSet.None;
        return await context.Worktrees.ScopeAsync(worktree, write, hand.Writes, cancellationToken);
    }

    /// <summary>The branch's head after everything in the checkout was committed as the Worker; <c>out_of_scope</c> commits nothing.</summary>
    public async Task<Result<string>> CommitAsync(HandState hand, string message, CancellationToken cancellationToken)
    {
        if (!(await context.Worktrees.GetAsync(hand.Worktree, cancellationToken)).TryGet(out var worktree, out var fault)) return fault;
        var committed = await context.Worktrees.CommitAsync(worktree, new()
        {
            Author = new(hand.Intended!.Request.DisplayName!, $"{hand.Id}@workers.yoi.invalid"),
            Message = message,
            Date = context.Time.GetUtcNow(),
            Since = hand.Intended.Commit,
            Gate = paths => WriteRules.Check(paths, ["**"], context.Settings().Protected),
        }, cancellationToken);
        return committed.TryGet(out var result, out fault) ? result.Commit : fault;
    }
}
