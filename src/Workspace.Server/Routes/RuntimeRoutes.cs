using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Runtimes: listed, tried out, added, taken away.</summary>
internal sealed class RuntimeRoutes(RuntimeSurface runtimes)
{
    public Task ListAsync(HttpContext context) => Answer.WriteAsync(context, runtimes.List(), BrowserJson.Default.RuntimePage);

    public async Task AddAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewRuntime) is not { } wanted) return;
        await Answer.OfAsync(context, await runtimes.Add(wanted, context.RequestAborted), BrowserJson.Default.RuntimeView, StatusCodes.Status201Created);
    }

    public async Task AddOlderAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.OlderRecords) is not { } wanted) return;
        await Answer.OfAsync(context, await runtimes.AddOlder(wanted, context.RequestAborted), BrowserJson.Default.RuntimeView, StatusCodes.Status201Created);
    }

    public async Task TestAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewRuntime) is not { } wanted) return;
        await Answer.OfAsync(context, await runtimes.Test(wanted, context.RequestAborted), BrowserJson.Default.RuntimeView);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        if (RuntimeId.TryParse(context.GetRouteValue("runtime") as string, null, out var runtime)) await Answer.DoneAsync(context, await runtimes.Remove(runtime, context.RequestAborted));
        else await Problem.NotFoundAsync(context);
    }
}
