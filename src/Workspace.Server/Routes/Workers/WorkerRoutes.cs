using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Workers: listed, made, shown, read, told, interrupted, stopped, restored, answered.</summary>
internal sealed class WorkerRoutes(WorkerSurface workers)
{
    private const int DefaultLimit = 100;

    public async Task ListAsync(HttpContext context) => await Answer.WriteAsync(context, await workers.List(context.RequestAborted), BrowserJson.Default.WorkerPage);

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewWorker, RequestBody.MostText) is not { } wanted) return;
        var created = await workers.Create(wanted, key, context.RequestAborted);
        if (created.TryGet(out var worker, out _)) Targets.Made(context, "worker", $"{worker.Worker}");
        await Answer.OfAsync(context, created, BrowserJson.Default.WorkerView, StatusCodes.Status201Created);
    }

    public Task ShowAsync(HttpContext context) => DoAsync(context, workers.Show);

    public Task InterruptAsync(HttpContext context) => DoAsync(context, workers.Interrupt);

    public Task StopAsync(HttpContext context) => DoAsync(context, workers.Stop);

    public Task CancelAsync(HttpContext context) => DoAsync(context, workers.Cancel);

    public Task DeleteAsync(HttpContext context) => WithAsync(context, async worker => await Answer.DoneAsync(context, await workers.Delete(worker, context.RequestAborted)));

    public Task RestoreAsync(HttpContext context) => DoAsync(context, workers.Restore);

    public Task EventsAsync(HttpContext context) => WithAsync(context, async worker =>
    {
        if (!RequestQuery.TryRead(context, "after", out var after) || !RequestQuery.TryRead(context, "before", out var before) || !RequestQuery.TryRead(context, "limit", out var limit) || limit > int.MaxValue)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "after, before and limit are whole numbers."));
            return;
        }

        await Answer.OfAsync(context, await workers.Events(worker, new(after, before, (int)(limit ?? DefaultLimit)), context.RequestAborted), BrowserJson.Default.TranscriptPage);
    });

    public Task SendAsync(HttpContext context) => WithAsync(context, async worker =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewInput, RequestBody.MostText) is not { } input) return;
        await Answer.OfAsync(context, await workers.Send(worker, input, key, context.RequestAborted), BrowserJson.Default.InputView);
    });

    public Task AnswerApprovalAsync(HttpContext context) => WithAsync(context, async worker =>
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.ApprovalAnswer) is not { } answer) return;
        // Routing leaves an encoded slash as it is; a provider's call id may hold one.
        var callId = ((string)context.GetRouteValue("callId")!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        await Answer.OfAsync(context, await workers.Answer(worker, callId, answer, Caller.Known(context).Name, context.RequestAborted), BrowserJson.Default.WorkerView);
    });

    /// <summary>The Worker that the path names; where it cannot be one, nobody has it.</summary>
    internal static Task WithAsync(HttpContext context, Func<WorkerRef, Task> act) =>
        RuntimeId.TryParse(context.GetRouteValue("runtime") as string, null, out var runtime) && WorkerId.TryParse(context.GetRouteValue("worker") as string, null, out var worker)
            ? act(new(runtime, worker))
            : Problem.NotFoundAsync(context);

    private static Task DoAsync(HttpContext context, Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> act) => WithAsync(context, async worker =>
        await Answer.OfAsync(context, await act(worker, context.RequestAborted), BrowserJson.Default.WorkerView));

    private static bool TryRead(HttpContext context, string name, out long? value)
    {
        value = null;
        var sent = context.Request.Query[name];
        if (sent.Count == 0) return true;
        if (sent.Count > 1 || !long.TryParse(sent[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }
}
