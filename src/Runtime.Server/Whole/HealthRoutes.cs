using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Whether the process answers, whether it takes work, and what it holds.</summary>
internal sealed class HealthRoutes(WorkerRuntime runtime, Load load)
{
    public static Task LiveAsync(HttpContext context) => SayAsync(context, "live\n");

    public Task ReadyAsync(HttpContext context)
    {
        if (!load.IsDraining && runtime.Management.Summary().State == RuntimeState.Running) return SayAsync(context, "ready\n");
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return SayAsync(context, "stopping\n");
    }

    public Task SummaryAsync(HttpContext context) => Answer.WriteAsync(context, runtime.Management.Summary(), WireJson.Default.RuntimeSummary);

    private static Task SayAsync(HttpContext context, string word)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(word, context.RequestAborted);
    }
}
