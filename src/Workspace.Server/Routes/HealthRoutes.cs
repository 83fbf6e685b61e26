using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Whether the process answers, and whether it takes work.</summary>
internal sealed class HealthRoutes(CancellationToken stopping)
{
    public static Task LiveAsync(HttpContext context) => context.Response.WriteAsync("live\n", context.RequestAborted);

    public Task ReadyAsync(HttpContext context)
    {
        if (stopping.IsCancellationRequested) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(stopping.IsCancellationRequested ? "stopping\n" : "ready\n", context.RequestAborted);
    }
}
