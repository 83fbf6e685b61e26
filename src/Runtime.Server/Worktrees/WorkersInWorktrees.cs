using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Makes Workers that work in a worktree of this host.</summary>
internal sealed class WorkersInWorktrees(WorkerRuntime runtime, OwnWorkers own, HostedWorktrees hosted, TimeProvider time)
{
    private static readonly Fault NotAllowed = new(FaultCodes.ForbiddenAuthority, "The token does not allow to work in worktrees; make one with `yoi runtime token new --permissions`.");
    private static readonly Fault NoMounts = new(FaultCodes.OutOfScope, "A profile that comes from elsewhere mounts no folders of this host; leave its mounts out.");

    /// <summary>As <see cref="OwnWorkers.CreateAsync"/>; <c>not_found</c> where the worktree is none of the workspace's, and it stays for as long as the Worker is not over.</summary>
    public async ValueTask<Result<WorkerSummary>> CreateAsync(TokenGrant grant, CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (!grant.Permissions.Contains(Permission.Worktrees)) return NotAllowed;
        if (hosted.Table.Find(grant.Workspace, request.Worktree!) is not { } entry || entry.Record is { Stage: WorktreeStage.Removed }) return WorktreeFaults.Unknown;
        if (entry.IsUnreadable) return WorktreeFaults.Damaged;
        if (await CheckMountsAsync(request, cancellationToken) is { } refused) return refused;
        // Known before it is there: whoever removes the worktree meanwhile asks for it.
        var id = request.Id ?? WorkerId.New(time);
        if (!entry.TryCome(id)) return WorktreeFaults.NotReady;
        try
        {
            return await own.CreateAsync(grant.Workspace, request with { Id = id }, cancellationToken);
        }
        finally
        {
            entry.Came();
        }
    }

    /// <summary>With a worktree comes a shell, and what a profile mounts can be read there: it is the host's person who decides about that.</summary>
    private async ValueTask<Fault?> CheckMountsAsync(CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (request.Resolved is { Mounts.Count: > 0 }) return NoMounts;
        if (request.Bundle is not { Sha256: { } digest }) return null;
        if (!(await runtime.Management.GetBundleAsync(digest, cancellationToken)).TryGet(out var bundle, out var fault)) return fault;
        return bundle.Profiles.Any(profile => profile.Name == request.Profile && profile.Mounts.Count > 0) ? NoMounts : null;
    }
}
