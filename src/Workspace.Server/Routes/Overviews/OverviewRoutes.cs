using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>A workspace as a whole: what waits for a person, what was used, how it is set up.</summary>
internal sealed class OverviewRoutes(OverviewSurface overview)
{
    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        yield return BoundRoute.Get($"{workspace}/approvals", ApprovalsAsync, new("Calls of all Workers that wait for a person's word, the longest waiting first.", BrowserJson.Default.ApprovalPage));
        yield return BoundRoute.Get($"{workspace}/usage", UsageAsync, new("Tokens by Worker, ticket and model, over all runtimes.", BrowserJson.Default.UsageReport));
        yield return BoundRoute.Get($"{workspace}/settings", SettingsAsync, new("The settings in force, and the keys that wait for trust.", BrowserJson.Default.SettingsView));
    }

    private async Task ApprovalsAsync(HttpContext context) => await Answer.WriteAsync(context, await overview.Approvals(context.RequestAborted), BrowserJson.Default.ApprovalPage);

    private async Task UsageAsync(HttpContext context) => await Answer.WriteAsync(context, await overview.Usage(context.RequestAborted), BrowserJson.Default.UsageReport);

    private Task SettingsAsync(HttpContext context) => Answer.WriteAsync(context, overview.Settings(), BrowserJson.Default.SettingsView);
}
