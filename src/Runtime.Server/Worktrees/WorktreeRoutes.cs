using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>Worktrees of the caller's workspace: listed, made, shown, removed.</summary>
internal sealed class WorktreeRoutes(HostedWorktrees hosted, WorktreeUsers users)
{
    private const int MostWorktrees = 200;
    private const int MostChanges = 200;

    public static Task NoneAsync(HttpContext context) => Refusal.WriteAsync(context, WorktreeFaults.None);

    public async Task ListAsync(HttpContext context)
    {
        if (!RequestReading.TryNumber(context, "limit", 1, MostWorktrees, out var asked))
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, $"A page has 1 to {MostWorktrees} worktrees."));
            return;
        }

        var limit = (int)(asked ?? MostWorktrees);
        var found = hosted.Table.Own(TokenGrant.Of(context).Workspace, context.Request.Query["after"] is [var after] ? after : null, limit + 1);
        List<HostWorktree> shown = [.. found.Take(limit).Select(record => record.Show())];
        await Answer.WriteAsync(context, new HostWorktreePage(shown, found.Count > limit ? shown[^1].Name : null), WireJson.Default.HostWorktreePage);
    }

    public async Task AddAsync(HttpContext context)
    {
        if (await RequestReading.BodyAsync(context, WireJson.Default.AddWorktreeCall) is not { } call) return;
        if (!(await hosted.Adding.RunAsync(TokenGrant.Of(context).Workspace, call, context.RequestAborted)).TryGet(out var record, out var fault))
        {
            await RefuseAsync(context, fault);
            return;
        }

        context.Response.Headers.Location = $"{context.Request.Path}/{record.Name}";
        await Answer.WriteAsync(context, record.Show(), WireJson.Default.HostWorktree, StatusCodes.Status201Created);
    }

    public Task ShowAsync(HttpContext context) => WithAsync(context, async entry =>
    {
        if (entry.Record is { } record) await Answer.WriteAsync(context, await StatusAsync(record, context.RequestAborted), WireJson.Default.HostWorktreeStatus);
        else await RefuseAsync(context, WorktreeFaults.Unknown);
    });

    public async Task RemoveAsync(HttpContext context)
    {
        // One that went is told again how it went.
        if (Find(context) is not { } entry) await RefuseAsync(context, WorktreeFaults.Unknown);
        else if ((await hosted.Removing.RunAsync(entry, users, context.RequestAborted)).TryGet(out var removed, out var fault)) await Answer.WriteAsync(context, removed, WireJson.Default.RemovedWorktree);
        else await RefuseAsync(context, fault, "What the worktree holds cannot all be saved, or is not this host's to remove; its log says what. Nothing was removed.");
    }

    /// <summary>Acts on the worktree that the path names, where it is the caller's and there.</summary>
    public async Task WithAsync(HttpContext context, Func<WorktreeEntry, Task> act)
    {
        if (Find(context) is not { } entry || entry.Record is { Stage: WorktreeStage.Removed }) await RefuseAsync(context, WorktreeFaults.Unknown);
        else if (entry.IsUnreadable) await RefuseAsync(context, WorktreeFaults.Damaged);
        else await act(entry);
    }

    /// <summary>Refuses with words that may leave this machine; what git said goes to the log.</summary>
    public static Task RefuseAsync(HttpContext context, Fault fault, string? conflict = null)
    {
        var said = conflict is null ? WorktreeFaults.InOurWords(fault) : WorktreeFaults.InOurWords(fault, conflict);
        return Refusal.WriteAsync(context, said, detail: said == fault ? null : fault.Message);
    }

    private WorktreeEntry? Find(HttpContext context) => hosted.Table.Find(TokenGrant.Of(context).Workspace, (string)context.GetRouteValue("worktree")!);

    private async Task<HostWorktreeStatus> StatusAsync(WorktreeRecord record, CancellationToken cancellationToken)
    {
        HostWorktreeStatus Unknown(Fault fault) => new(record.Show(), WorktreeState.Unknown, [], false, Problem: WorktreeFaults.InOurWords(fault, "What lies in the worktree's place on the host is not it; a person decides about it."));
        if (record.Stage != WorktreeStage.Ready) return Unknown(WorktreeFaults.NotReady);
        if (!(await hosted.Store.InspectAsync(record.Folder, record.Commit, cancellationToken)).TryGet(out var status, out var fault)) return Unknown(fault);
        if (!(await hosted.Store.ChangedAsync(status, MostChanges, cancellationToken)).TryGet(out var changed, out fault)) return Unknown(fault);
        return new(record.Show(), status.IsDirty ? WorktreeState.Dirty : WorktreeState.Clean, [.. changed.Files.Select(Tell)], changed.IsCut, status.Head, status.Ahead);
    }

    private static ChangedPath Tell(ChangedFile file) => new(file.Path, file.Kind switch
    {
        ChangeKind.Added => PathChange.Added,
        ChangeKind.Deleted => PathChange.Deleted,
        ChangeKind.TypeChanged => PathChange.TypeChanged,
        _ => PathChange.Modified,
    });
}
