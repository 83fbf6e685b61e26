using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Worktrees: listed, compared, cleaned up by a plan.</summary>
internal sealed class WorktreeRoutes(WorktreeSurface worktrees)
{
    private const int Most = 50;
    private const int Usual = 20;

    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        var all = $"{workspace}/worktrees";
        yield return BoundRoute.Get(all, ListAsync, new("Worktrees by name.", BrowserJson.Default.WorktreePage) { Query = [QueryText.After, QueryText.Limit(Most, Usual)] });
        yield return BoundRoute.Get($"{all}/cleanup", PlanAsync, new("What a clean-up would do now; nothing is removed.", BrowserJson.Default.CleanupPlanView));
        yield return BoundRoute.Change("POST", $"{all}/cleanup", CleanAsync, new("Carries a clean-up plan out, worktree by worktree. What is not merged is saved first.", BrowserJson.Default.CleanupResult) { Body = BrowserJson.Default.CleanupCall });
        yield return BoundRoute.Get($"{all}/{{worktree}}/diff", DiffAsync, new("What a worktree changed since it left the integration branch, committed or not.", BrowserJson.Default.DiffView));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var (after, limit) = (query.Text("after"), query.Limit(Most, Usual));
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await worktrees.List(after, limit, context.RequestAborted), BrowserJson.Default.WorktreePage);
    }

    private async Task DiffAsync(HttpContext context)
    {
        // What is no name of a worktree is not there, and what was typed goes nowhere.
        if (context.GetRouteValue("worktree") is not string name || !Targets.IsName(name)) await Problem.NotFoundAsync(context);
        else await Answer.OfAsync(context, await worktrees.Diff(name, context.RequestAborted), BrowserJson.Default.DiffView);
    }

    private async Task PlanAsync(HttpContext context) => await Answer.OfAsync(context, await worktrees.Plan(context.RequestAborted), BrowserJson.Default.CleanupPlanView);

    private async Task CleanAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.CleanupCall) is not { } call) return;
        KeyUse.KeepAnswer(context);
        await Answer.OfAsync(context, await worktrees.Clean(call, context.RequestAborted), BrowserJson.Default.CleanupResult);
    }
}
