using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Bounded pages of a Worker's history, and what it used.</summary>
internal sealed class HistoryRoutes(WorkerRuntime runtime, OwnWorkers own)
{
    private const int MostEvents = 200;
    private const int DefaultLimit = 100;

    private static readonly Fault BadRange = new(FaultCodes.Invalid, $"Numbers of events are whole, and a page has 1 to {MostEvents} of them.");

    public Task EventsAsync(HttpContext context) => PageAsync(context, "after", 0, async (worker, after, limit) =>
        await ReadAsync(worker, after ?? 0, limit, context.RequestAborted));

    public Task TranscriptAsync(HttpContext context) => PageAsync(context, "start", 1, async (worker, start, limit) =>
    {
        var first = start ?? Math.Max(1, worker.LastSeq - limit + 1);
        if (!(await ReadAsync(worker, first - 1, limit, context.RequestAborted)).TryGet(out var page, out var fault)) return fault;
        return page with { Events = [.. page.Events.Where(IsForPeople)], Next = page.Next + 1 };
    });

    public Task UsageAsync(HttpContext context) => own.WithAsync(context, async worker =>
        await Answer.WriteAsync(context, await runtime.Observation.UsageAsync(worker.Id, context.RequestAborted), WireJson.Default.TokenCount));

    private Task PageAsync(HttpContext context, string name, long least, Func<WorkerSummary, long?, int, Task<Result<EventPage>>> read) => own.WithAsync(context, async worker =>
    {
        if (!RequestReading.TryNumber(context, name, least, long.MaxValue - 1, out var number) || !RequestReading.TryNumber(context, "limit", 1, MostEvents, out var limit))
            await Refusal.WriteAsync(context, BadRange);
        else
            await Answer.WriteAsync(context, await read(worker, number, (int)(limit ?? DefaultLimit)), WireJson.Default.EventPage);
    });

    private async Task<Result<EventPage>> ReadAsync(WorkerSummary worker, long after, int limit, CancellationToken cancellationToken)
    {
        if (!(await runtime.Observation.ReadHistoryAsync(worker.Id, after, limit, cancellationToken)).TryGet(out var events, out var fault)) return fault;
        var read = events.Count > 0 ? events[^1].Seq : after;
        // What was recorded since the Worker was looked up counts as well.
        var last = Math.Max(worker.LastSeq, events.Count > 0 ? read : 0);
        return new EventPage(events, last, events.Count > 0 && read < last ? read : null);
    }

    private static bool IsForPeople(WorkerEvent item) => item is not (WorkerCreated or UsageReported or RunStarted or StateChanged);
}
