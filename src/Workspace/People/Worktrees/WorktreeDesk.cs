using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>What a person sees of worktrees, and how they clean up.</summary>
public sealed class WorktreeDesk
{
    private const int MostRows = 50;
    private const int MostPatch = 512 * 1024;

    private readonly StepContext _context;
    private readonly WorktreeUsers _users;
    private readonly HandWorktree _branches;

    internal WorktreeDesk(StepContext context, AttemptStore attempts, HandStore hands) =>
        (_context, _users, _branches) = (context, new(context.Registry, attempts, hands), new(context));

    /// <summary>A page of worktrees in order of their names: <c>invalid</c>, <c>git_failed</c>.</summary>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="limit">At most so many, 1 to 50; each is looked into, which takes git a dozen calls.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<WorktreePage>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostRows) return new Fault(FaultCodes.Invalid, $"A page holds 1 to {MostRows} worktrees.");
        if (!(await LookAsync(after, limit, cancellationToken)).TryGet(out var looked, out var fault)) return fault;
        return new WorktreePage([.. looked.Items.Select(l => l.View)], looked.More ? looked.Items[^1].View.Name : null);
    }

    /// <summary>What a worktree changed, committed or not: <c>invalid</c>, <c>not_found</c>, <c>conflict</c>, <c>git_failed</c>.</summary>
    public async ValueTask<Result<DiffView>> DiffAsync(string name, CancellationToken cancellationToken)
    {
        if (!(await _branches.BaseAsync(cancellationToken)).TryGet(out var into, out var fault)) return fault;
        if (!(await _context.Worktrees.InspectAsync(name, into, cancellationToken)).TryGet(out var status, out fault)) return fault;
        return (await _context.Worktrees.PatchAsync(status, MostPatch, cancellationToken)).TryGet(out var patch, out fault) ? new DiffView(status.Base, status.Head, patch.Text, patch.IsCut) : fault;
    }

    /// <summary>What a clean-up would do now: <c>git_failed</c>.</summary>
    public async ValueTask<Result<CleanupPlanView>> PlanAsync(CancellationToken cancellationToken)
    {
        if (!(await LookAsync(null, MostRows, cancellationToken)).TryGet(out var looked, out var fault)) return fault;
        List<CleanupItemView> items = [];
        var workers = await _users.WorkersAsync(cancellationToken);
        foreach (var (view, _) in looked.Items) items.Add(CleanupPlan.Of(view, await _users.BlockerAsync(view.Name, view.Branch, workers, cancellationToken)));
        return new CleanupPlanView(CleanupPlan.Revision(items, looked.Items.Select(l => l.Status?.Tree ?? "")), items, looked.More);
    }

    /// <summary>Carries a plan out, worktree by worktree: <c>conflict</c> where another plan holds now, <c>not_found</c> where a name is not in it, <c>git_failed</c>. What becomes of each is its outcome.</summary>
    public async ValueTask<Result<CleanupResult>> CleanAsync(CleanupCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!(await PlanAsync(cancellationToken)).TryGet(out var plan, out var fault)) return fault;
        if (plan.Revision != call.Revision) return new Fault(FaultCodes.Conflict, $"The worktrees have changed since that plan: it is at revision {plan.Revision} now; look at it again.");
        if (call.Names?.FirstOrDefault(name => plan.Items.All(i => i.Worktree.Name != name)) is not null)
            return new Fault(FaultCodes.NotFound, "One of the names is of no worktree in the plan.");
        if (!(await _branches.BaseAsync(cancellationToken)).TryGet(out var into, out fault)) return fault;
        List<CleanupOutcome> outcomes = [];
        foreach (var item in plan.Items.Where(i => call.Names?.Contains(i.Worktree.Name) ?? true)) outcomes.Add(await RemoveAsync(item, into, cancellationToken));
        return new CleanupResult(outcomes);
    }

    private async Task<CleanupOutcome> RemoveAsync(CleanupItemView item, string into, CancellationToken cancellationToken)
    {
        var (name, branch) = (item.Worktree.Name, item.Worktree.Branch);
        // Somebody may have begun to work there since the plan was made.
        var blocked = item.Action == CleanupPlan.Keep ? item.Blocked : await _users.BlockerAsync(name, branch, await _users.WorkersAsync(cancellationToken), cancellationToken);
        if (blocked is not null || branch is null) return new(name, "kept", null, false, blocked);
        var removed = await _context.Worktrees.RemoveAsync(_context.Worktrees.At(name, branch), into, cancellationToken);
        if (!removed.TryGet(out var removal, out var fault)) return new(name, "failed", null, false, Notices.InOurWords(fault));
        var outcome = removal.Kind switch
        {
            RemovalKind.Merged => "removed",
            RemovalKind.Rescued => "rescued",
            _ => "gone",
        };
        return new(name, outcome, removal.RescueRef, removal.BranchKept, null);
    }

    private async Task<Result<Looked>> LookAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var names = _context.Worktrees.Names().Where(name => after is null || string.CompareOrdinal(name, after) > 0).ToList();
        if (names.Count == 0) return new Looked([], false);
        if (!(await _branches.BaseAsync(cancellationToken)).TryGet(out var into, out var fault)) return fault;
        List<(WorktreeView View, WorktreeStatus? Status)> items = [];
        foreach (var name in names.Take(limit))
        {
            var (ticket, worker) = _users.Of(name);
            var isKnown = (await _context.Worktrees.InspectAsync(name, into, cancellationToken)).TryGet(out var status, out var problem);
            if (problem is { Code: FaultCodes.NotFound }) continue;
            items.Add((new(name, status?.Branch, ticket, worker, status?.Head, status?.Ahead, !isKnown || status!.IsDirty, problem is null ? null : Notices.InOurWords(problem)), status));
        }

        return new Looked(items, names.Count > limit && items.Count > 0);
    }

    private sealed record Looked(IReadOnlyList<(WorktreeView View, WorktreeStatus? Status)> Items, bool More);
}
