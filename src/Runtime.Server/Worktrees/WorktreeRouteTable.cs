using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Every route of worktrees. Where a host keeps none, they say so.</summary>
internal static class WorktreeRouteTable
{
    public static BoundRoute[] Of(string prefix, WorkerRuntime runtime, OwnWorkers own, HostedWorktrees? hosted, CancellationToken stopping)
    {
        var (all, one) = ($"{prefix}/worktrees", $"{prefix}/worktrees/{{worktree}}");
        var parts = hosted is null ? null : PartsOf(hosted, new(runtime, hosted.Table), own, stopping);
        BoundRoute Route(string method, string path, Permission permission, Func<Parts, HttpContext, Task> act, RouteText text) =>
            new(new(method, path, permission), parts is null ? WorktreeRoutes.NoneAsync : context => act(parts, context), text);
        return
        [
            Route("GET", all, Permission.Read, (to, context) => to.Trees.ListAsync(context), new("Worktrees in order of their names.", WireJson.Default.HostWorktreePage)
            {
                Query = [new("after", "string", "The last worktree of the page before."), new("limit", "integer", "At most so many, 1 to 200.")],
            }),
            Route("POST", all, Permission.Worktrees, (to, context) => to.Trees.AddAsync(context), new("Makes a worktree; the same again answers the same.", WireJson.Default.HostWorktree)
            {
                Body = WireJson.Default.AddWorktreeCall,
                Status = StatusCodes.Status201Created,
            }),
            Route("GET", one, Permission.Read, (to, context) => to.Trees.ShowAsync(context), new("One worktree and what it holds.", WireJson.Default.HostWorktreeStatus)),
            Route("DELETE", one, Permission.Worktrees, (to, context) => to.Trees.RemoveAsync(context), new("Removes a worktree once its work is saved, and tells where; the same again tells the same.", WireJson.Default.RemovedWorktree)),
            Route("POST", $"{one}/commits", Permission.Worktrees, (to, context) => to.Work.CommitAsync(context), new("Commits what lies in a worktree; where nothing changed, its branch stays where it is.", WireJson.Default.WorktreeCommit)
            {
                Body = WireJson.Default.CommitWorktreeCall,
            }),
            Route("POST", $"{one}/checks", Permission.Checks, (to, context) => to.Work.CheckAsync(context), new("Runs commands on a commit of a worktree's branch, and answers signed receipts when all have ended.", WireJson.Default.CheckReport)
            {
                Body = WireJson.Default.CheckCall,
            }),
        ];
    }

    private static Parts PartsOf(HostedWorktrees hosted, WorktreeUsers users, OwnWorkers own, CancellationToken stopping)
    {
        var trees = new WorktreeRoutes(hosted, users);
        return new(trees, new(trees, hosted, users, own, stopping));
    }

    private sealed record Parts(WorktreeRoutes Trees, WorktreeWorkRoutes Work);
}
