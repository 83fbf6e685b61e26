using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What is done in a worktree: commits by the host, and checks.</summary>
internal sealed class WorktreeWorkRoutes(WorktreeRoutes trees, HostedWorktrees hosted, WorktreeUsers users, OwnWorkers own, CancellationToken stopping)
{
    public Task CommitAsync(HttpContext context) => trees.WithAsync(context, async entry =>
    {
        if (await RequestReading.BodyAsync(context, WireJson.Default.CommitWorktreeCall) is not { } call) return;
        var fault = await CheckAuthorAsync(context, entry, call);
        if (fault is null && (await hosted.Committing.RunAsync(entry, users, call, context.RequestAborted)).TryGet(out var commit, out fault)) await Answer.WriteAsync(context, commit, WireJson.Default.WorktreeCommit);
        else await WorktreeRoutes.RefuseAsync(context, fault!, "The worktree's branch moved while it was committed to; try again.");
    });

    public Task CheckAsync(HttpContext context) => trees.WithAsync(context, async entry =>
    {
        // Commands may be long, and many.
        if (await RequestReading.BodyAsync(context, WireJson.Default.CheckCall, RequestReading.MostText) is not { } call) return;
        if (entry.Record is not { Stage: WorktreeStage.Ready } record) await WorktreeRoutes.RefuseAsync(context, WorktreeFaults.NotReady);
        else if ((await hosted.Checking.RunAsync(record, call, stopping, context.RequestAborted)).TryGet(out var report, out var fault)) await Answer.WriteAsync(context, report, WireJson.Default.CheckReport);
        else await WorktreeRoutes.RefuseAsync(context, fault);
    });

    /// <summary>Work is signed with the name of a Worker only where it is that Worker's worktree.</summary>
    private async Task<Fault?> CheckAuthorAsync(HttpContext context, WorktreeEntry entry, CommitWorktreeCall call)
    {
        if (call.Worker is not { } id) return null;
        return (await own.FindAsync(entry.Workspace, id, context.RequestAborted)).TryGet(out var worker, out var fault) ? worker.Worktree == entry.Name ? null : Refusal.Unknown : fault;
    }
}
