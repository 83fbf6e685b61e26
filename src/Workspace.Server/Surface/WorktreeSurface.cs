using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may see of worktrees, and clean up. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record WorktreeSurface
{
    /// <summary>A page of them behind a cursor.</summary>
    public required Func<string?, int, CancellationToken, ValueTask<Result<WorktreePage>>> List { get; init; }

    /// <summary>What one changed.</summary>
    public required Func<string, CancellationToken, ValueTask<Result<DiffView>>> Diff { get; init; }

    /// <summary>What a clean-up would do.</summary>
    public required Func<CancellationToken, ValueTask<Result<CleanupPlanView>>> Plan { get; init; }

    /// <summary>Carries such a plan out.</summary>
    public required Func<CleanupCall, CancellationToken, ValueTask<Result<CleanupResult>>> Clean { get; init; }

    internal static WorktreeSurface Of(WorktreeDesk desk) => new() { List = desk.ListAsync, Diff = desk.DiffAsync, Plan = desk.PlanAsync, Clean = desk.CleanAsync };
}
