using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What routes of one Worker have in common: whose it is comes first.</summary>
internal static class WorkerCalls
{
    /// <summary>Acts on the Worker that the path names; where it cannot be one, or is not the caller's, nobody has it.</summary>
    public static async Task WithAsync(this OwnWorkers own, HttpContext context, Func<WorkerSummary, Task> act)
    {
        if (!WorkerId.TryParse(context.GetRouteValue("worker") as string, null, out var id))
            await Refusal.WriteAsync(context, Refusal.Unknown);
        else if ((await own.FindAsync(TokenGrant.Of(context).Workspace, id, context.RequestAborted)).TryGet(out var worker, out var fault))
            await act(worker);
        else
            await Refusal.WriteAsync(context, fault);
    }

    /// <summary>Does something to it and answers it as it stands then.</summary>
    public static Task DoAsync(this OwnWorkers own, HttpContext context, Func<WorkerId, CancellationToken, ValueTask<Fault?>> act) => own.WithAsync(context, async worker =>
    {
        if (await act(worker.Id, context.RequestAborted) is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.WriteAsync(context, await own.FindAsync(TokenGrant.Of(context).Workspace, worker.Id, context.RequestAborted), WireJson.Default.WorkerSummary);
    });

    /// <summary>The same with what the body says.</summary>
    public static Task DoAsync<T>(this OwnWorkers own, HttpContext context, JsonTypeInfo<T> type, Func<WorkerId, T, CancellationToken, ValueTask<Fault?>> act)
        where T : class => own.WithAsync(context, async _ =>
    {
        if (await RequestReading.BodyAsync(context, type) is { } body) await own.DoAsync(context, (id, cancellationToken) => act(id, body, cancellationToken));
    });
}
