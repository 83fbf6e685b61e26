using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Workers: listed, created, shown, stopped, cancelled, restored, deleted.</summary>
internal sealed class WorkerRoutes(WorkerRuntime runtime, OwnWorkers own, WorkersInWorktrees? inWorktrees)
{
    public async Task ListAsync(HttpContext context)
    {
        var after = (WorkerId?)null;
        if (context.Request.Query["after"] is [var sent])
        {
            if (!WorkerId.TryParse(sent, null, out var id))
            {
                await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "after is the id of a Worker."));
                return;
            }

            after = id;
        }

        if (!RequestReading.TryNumber(context, "limit", 1, WorkerQuery.MostWorkers, out var limit))
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, $"A page has 1 to {WorkerQuery.MostWorkers} Workers."));
            return;
        }

        var page = await own.ListAsync(TokenGrant.Of(context).Workspace, after, (int)(limit ?? WorkerQuery.MostWorkers), context.RequestAborted);
        await Answer.WriteAsync(context, page, WireJson.Default.WorkerSummaryPage);
    }

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestReading.BodyAsync(context, WireJson.Default.CreateWorkerRequest, RequestReading.MostText) is not { } request) return;
        if (request.Resolved is { } profile) request = request with { Resolved = WholeProfile.Of(profile) };
        var grant = TokenGrant.Of(context);
        var created = request.Worktree is not null && inWorktrees is not null
            ? await inWorktrees.CreateAsync(grant, request, context.RequestAborted)
            : await own.CreateAsync(grant.Workspace, request, context.RequestAborted);
        if (!created.TryGet(out var worker, out var fault))
        {
            await Refusal.WriteAsync(context, fault);
            return;
        }

        context.Response.Headers.Location = $"{context.Request.Path}/{worker.Id}";
        await Answer.WriteAsync(context, worker, WireJson.Default.WorkerSummary, StatusCodes.Status201Created);
    }

    public Task ShowAsync(HttpContext context) => own.WithAsync(context, worker => Answer.WriteAsync(context, worker, WireJson.Default.WorkerSummary));

    public Task StopAsync(HttpContext context) => EndAsync(context, runtime.Workers.StopAsync);

    public Task CancelAsync(HttpContext context) => EndAsync(context, runtime.Workers.CancelAsync);

    public Task DeleteAsync(HttpContext context) => EndAsync(context, runtime.Workers.DeleteAsync);

    public Task RestoreAsync(HttpContext context) => own.DoAsync(context, runtime.Workers.RestoreAsync);

    private Task EndAsync(HttpContext context, Func<WorkerId, CancellationToken, ValueTask<Result<WorkerSummary>>> end) => own.WithAsync(context, async worker =>
        await Answer.WriteAsync(context, await end(worker.Id, context.RequestAborted), WireJson.Default.WorkerSummary));
}
