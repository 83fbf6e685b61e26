using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>What routes are made of.</summary>
internal sealed record RouteParts(
    OpenWorkspaces Workspaces, ServerOptions Options, Links Links, RateGate Rates, ServerMetrics Metrics, LoginRoutes? Login, CancellationToken Stopping);

/// <summary>Every route there is.</summary>
internal static class RouteTable
{
    private const string Workspace = "/api/workspaces/{workspace}";
    private const string Worker = Workspace + "/runtimes/{runtime}/workers/{worker}";

    public static IReadOnlyList<BoundRoute> Of(RouteParts parts)
    {
        var workspaces = parts.Workspaces;
        var health = new HealthRoutes(parts.Stopping);
        var pages = new PageRoutes(parts.Options.PagesFolder);
        byte[] document = [];
        BoundRoute[] routes =
        [
            Get("/health/live", Permission.None, HealthRoutes.LiveAsync),
            Get("/health/ready", Permission.None, health.ReadyAsync),
            Get("/metrics", Permission.Read, new MetricsRoutes(parts.Metrics.Book, workspaces).ShowAsync),
            .. Access(new(parts.Links, workspaces, parts.Rates, parts.Login is not null), new(workspaces.Tokens), parts.Login),
            BoundRoute.Get("/api/workspaces", new WorkspaceRoutes(workspaces).ListAsync, new("The workspaces that the caller may see.", Protocol.Browser.BrowserJson.Default.WorkspaceList)),
            .. InWorkspaces(parts),
            Get("/openapi/v1.json", Permission.None, context => OpenApiDocument.AnswerAsync(context, document)),
            new(new("*", "/api/{**rest}", Permission.None), Problem.NotFoundAsync),
            Get("/{**page}", Permission.None, pages.ServeAsync),
            new(new("HEAD", "/{**page}", Permission.None), pages.ServeAsync),
        ];
        document = OpenApiDocument.Write(routes);
        return routes;
    }

    /// <summary>The routes of each workspace are the same; which one answers, the request's path says.</summary>
    private static IEnumerable<BoundRoute> InWorkspaces(RouteParts parts)
    {
        var events = new EventStream(new(parts.Options.Limits, parts.Metrics), parts.Options.Time, parts.Stopping);
        var handlers = parts.Workspaces.All.ToDictionary(w => w.Id, w => InOne(w.Surface, parts.Workspaces, events), StringComparer.Ordinal);
        return handlers[parts.Workspaces.First.Id].Select((route, index) => route with { Handler = context => handlers[parts.Workspaces.Of(context).Id][index].Handler(context) });
    }

    private static BoundRoute[] InOne(WorkspaceSurface surface, OpenWorkspaces workspaces, EventStream events) =>
    [
        Get($"{Workspace}/board", Permission.Read, new BoardRoutes(surface.Board).ShowAsync),
        Get($"{Workspace}/board/stream", Permission.Read, new BoardStream(surface.Board, events).WatchAsync),
        Get($"{Workspace}/status", Permission.Read, new WorkspaceRoutes(workspaces).StatusAsync),
        Get($"{Workspace}/audit", Permission.Admin, new AuditRoutes(surface.Access.Audit).ListAsync),
        .. Tickets(new(surface.Tickets)),
        .. new TicketReadRoutes(surface.Reading).Routes(Workspace),
        .. new TicketChangeRoutes(surface.Tickets).Routes(Workspace),
        .. new ObjectiveRoutes(surface.Objectives).Routes(Workspace),
        .. new AttemptRoutes(surface.Reading).Routes(Workspace),
        .. new WorktreeRoutes(surface.Worktrees).Routes(Workspace),
        .. new OverviewRoutes(surface.Overview).Routes(Workspace),
        .. Workers(new(surface.Workers), new(surface.Workers, events)),
        .. Runtimes(new(surface.Runtimes)),
    ];

    private static BoundRoute[] Access(AuthRoutes auth, TokenRoutes tokens, LoginRoutes? login) =>
    [
        Get("/api/auth/methods", Permission.None, auth.MethodsAsync),
        Post("/api/auth/session", Permission.Link, auth.NewSessionAsync),
        Post("/api/auth/login", Permission.None, login is null ? Problem.NotFoundAsync : login.StartAsync),
        Get("/api/auth/callback", Permission.None, login is null ? Problem.NotFoundAsync : login.CallbackAsync),
        Post("/api/auth/links", Permission.Socket, auth.NewLinkAsync),
        Post("/api/auth/logout", Permission.Read, auth.LogoutAsync),
        Get("/api/auth/me", Permission.Read, AuthRoutes.MeAsync),
        Get("/api/auth/sessions", Permission.Admin, auth.SessionsAsync),
        Delete("/api/auth/sessions", Permission.Admin, auth.RevokeOtherSessionsAsync),
        Delete("/api/auth/sessions/{id}", Permission.Admin, auth.RevokeSessionAsync),
        Get("/api/auth/tokens", Permission.Admin, tokens.ListAsync),
        Post("/api/auth/tokens", Permission.Admin, tokens.CreateAsync),
        Delete("/api/auth/tokens/{id}", Permission.Admin, tokens.RevokeAsync),
    ];

    private static BoundRoute[] Tickets(TicketRoutes tickets) =>
    [
        Post($"{Workspace}/tickets", Permission.Write, tickets.CreateAsync),
        Get($"{Workspace}/tickets/{{ticket}}", Permission.Read, tickets.ShowAsync),
        Get($"{Workspace}/tickets/{{ticket}}/diff", Permission.Read, tickets.DiffAsync),
        Post($"{Workspace}/tickets/{{ticket}}/transitions", Permission.Write, tickets.MoveAsync),
        Post($"{Workspace}/tickets/{{ticket}}/comments", Permission.Write, tickets.CommentAsync),
    ];

    private static BoundRoute[] Workers(WorkerRoutes workers, WorkerStream stream) =>
    [
        Get($"{Workspace}/workers", Permission.Read, workers.ListAsync),
        Post($"{Workspace}/workers", Permission.Write, workers.CreateAsync),
        Get(Worker, Permission.Read, workers.ShowAsync),
        Get($"{Worker}/events", Permission.Read, workers.EventsAsync),
        Get($"{Worker}/stream", Permission.Read, stream.WatchAsync),
        Post($"{Worker}/input", Permission.Write, workers.SendAsync),
        Post($"{Worker}/interrupt", Permission.Write, workers.InterruptAsync),
        Post($"{Worker}/stop", Permission.Write, workers.StopAsync),
        Post($"{Worker}/cancel", Permission.Write, workers.CancelAsync),
        Delete(Worker, Permission.Write, workers.DeleteAsync),
        Post($"{Worker}/restore", Permission.Write, workers.RestoreAsync),
        Post($"{Worker}/approvals/{{callId}}", Permission.Write, workers.AnswerApprovalAsync),
    ];

    private static BoundRoute[] Runtimes(RuntimeRoutes runtimes) =>
    [
        Get($"{Workspace}/runtimes", Permission.Read, runtimes.ListAsync),
        Post($"{Workspace}/runtimes", Permission.Admin, runtimes.AddAsync),
        Post($"{Workspace}/runtimes/test", Permission.Admin, runtimes.TestAsync),
        Post($"{Workspace}/runtimes/older", Permission.Socket, runtimes.AddOlderAsync),
        Delete($"{Workspace}/runtimes/{{runtime}}", Permission.Admin, runtimes.RemoveAsync),
    ];

    private static BoundRoute Get(string path, Permission permission, RequestDelegate handler) => Of("GET", path, permission, handler);

    private static BoundRoute Post(string path, Permission permission, RequestDelegate handler) => Of("POST", path, permission, handler);

    private static BoundRoute Delete(string path, Permission permission, RequestDelegate handler) => Of("DELETE", path, permission, handler);

    private static BoundRoute Of(string method, string path, Permission permission, RequestDelegate handler) => new(new(method, path, permission), handler, RouteTexts.Of(method, path));
}
