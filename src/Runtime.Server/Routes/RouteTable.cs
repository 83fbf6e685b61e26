using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Every route there is.</summary>
internal sealed class RouteTable(string prefix, WorkerRuntime runtime, RuntimeServerOptions options, Load load, CancellationToken stopping)
{
    private static readonly QueryText After = new("after", "integer", "Only what stands behind this sequence number.");
    private static readonly QueryText Limit = new("limit", "integer", "At most so many, 1 to 200.");
    private static readonly QueryText Resume = new("Last-Event-ID", "string", "The last cursor seen: goes on behind it instead of beginning with a snapshot.");

    private readonly string _worker = $"{prefix}/workers/{{worker}}";
    private readonly OwnWorkers _own = new(runtime);

    public IReadOnlyList<BoundRoute> Routes()
    {
        byte[] document = [];
        BoundRoute[] routes =
        [
            .. Whole(), .. Workers(), .. Work(new(runtime, _own)), .. Reading(new(runtime, _own)), .. Streams(), .. WorktreeRouteTable.Of(prefix, runtime, _own, options.Worktrees, stopping),
            Get("/openapi/v1.json", Permission.None, context => OpenApiDocument.AnswerAsync(context, document), new("This description.")),
        ];
        document = OpenApiDocument.Write(routes);
        return routes;
    }

    private BoundRoute[] Whole()
    {
        var health = new HealthRoutes(runtime, load);
        var bundles = new BundleRoutes(runtime);
        return
        [
            Get("/health/live", Permission.None, HealthRoutes.LiveAsync, new("Whether the process answers.") { Content = "text/plain" }),
            Get("/health/ready", Permission.None, health.ReadyAsync, new("Whether it takes work; 503 where it does not.") { Content = "text/plain" }),
            Get($"{prefix}/runtime", Permission.Read, health.SummaryAsync, new("The runtime as it stands.", WireJson.Default.RuntimeSummary)),
            Get($"{prefix}/config-bundles/{{sha256}}", Permission.Read, bundles.ShowAsync, new("A bundle of profiles by the digest of its JSON.", WireJson.Default.ConfigBundle)),
            new(new("PUT", $"{prefix}/config-bundles/{{sha256}}", Permission.Work), bundles.KeepAsync, new("Keeps a bundle of profiles.", WireJson.Default.BundleRef) { Body = WireJson.Default.ConfigBundle }),
        ];
    }

    private BoundRoute[] Workers()
    {
        var workers = new WorkerRoutes(runtime, _own, options.Worktrees is { } hosted ? new(runtime, _own, hosted, options.Time) : null);
        var summary = WireJson.Default.WorkerSummary;
        return
        [
            Get($"{prefix}/workers", Permission.Read, workers.ListAsync, new("Workers in order of their ids.", WireJson.Default.WorkerSummaryPage)
            {
                Query = [new("after", "string", "The last Worker of the page before."), Limit],
            }),
            Post($"{prefix}/workers", workers.CreateAsync, new("Creates a Worker, once for an id and fingerprint.", summary) { Body = WireJson.Default.CreateWorkerRequest, Status = StatusCodes.Status201Created }),
            Get(_worker, Permission.Read, workers.ShowAsync, new("One Worker.", summary)),
            new(new("DELETE", _worker, Permission.Manage), workers.DeleteAsync, new("Ends a Worker and takes it out of every list.", summary)),
            Post($"{_worker}/stop", workers.StopAsync, new("Ends a Worker until it is restored.", summary)),
            Post($"{_worker}/cancel", workers.CancelAsync, new("Ends a Worker for good.", summary)),
            Post($"{_worker}/restore", workers.RestoreAsync, new("Takes a stopped Worker back.", summary)),
        ];
    }

    private BoundRoute[] Work(WorkRoutes work)
    {
        var summary = WireJson.Default.WorkerSummary;
        return
        [
            Post($"{_worker}/input", work.SendAsync, new("Gives a Worker input, once for a key. What is not accepted is a problem with its outcome.", WireJson.Default.InputOutcome) { Body = WireJson.Default.WorkerInput }),
            Post($"{_worker}/interrupt", work.InterruptAsync, new("Ends the run at hand.", summary)),
            Post($"{_worker}/approvals/{{callId}}", work.AnswerAsync, new("A person's word on a call that waits for it.", summary) { Body = WireJson.Default.ApprovalDecision }),
            Post($"{_worker}/errors", work.ReportAsync, new("Records what went wrong around a Worker at rest; the same again adds nothing.", summary) { Body = WireJson.Default.Fault }),
        ];
    }

    private BoundRoute[] Reading(HistoryRoutes history) =>
    [
        Get($"{_worker}/transcript", Permission.Read, history.TranscriptAsync, new("What was said and done, without what only programs read.", WireJson.Default.EventPage)
        {
            Query = [new("start", "integer", "The first sequence number looked at; without it the last ones are."), Limit],
        }),
        Get($"{_worker}/events", Permission.Read, history.EventsAsync, new("All events, oldest first.", WireJson.Default.EventPage) { Query = [After, Limit] }),
        Get($"{_worker}/usage", Permission.Read, history.UsageAsync, new("Tokens over all runs.", WireJson.Default.TokenCount)),
    ];

    private BoundRoute[] Streams()
    {
        var pump = new StreamPump(options.Tokens, options.Time, stopping);
        var events = new ObservationRoutes(runtime, _own, pump, options.Time);
        var watch = new WatchRoute(runtime, _own, pump);
        return
        [
            Stream($"{prefix}/workers/watch", watch.WatchAsync, new("Hints that a Worker's summary may have changed; begins with a comment.", WireJson.Default.WorkerHint) { Content = "text/event-stream" }),
            Stream($"{_worker}/events/stream", events.StreamAsync, new("Observes a Worker; the id of an event is its cursor.", WireJson.Default.ObservationFrame) { Content = "text/event-stream", Header = Resume }),
            Stream($"{_worker}/events/ws", events.SocketAsync, new("Observes a Worker, one frame a message. Whatever is sent ends it.", WireJson.Default.ObservationFrame)
            {
                Status = StatusCodes.Status101SwitchingProtocols,
                Query = [new("cursor", "string", "Goes on behind it instead of beginning with a snapshot.")],
            }),
        ];
    }

    private static BoundRoute Get(string path, Permission permission, RequestDelegate handler, RouteText text) => new(new("GET", path, permission), handler, text);

    private static BoundRoute Post(string path, RequestDelegate handler, RouteText text) => new(new("POST", path, Permission.Work), handler, text);

    private static BoundRoute Stream(string path, RequestDelegate handler, RouteText text) => new(new("GET", path, Permission.Read, IsStream: true), handler, text);
}
