using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Every route there is.</summary>
internal static class RouteTable
{
    private const string Workspace = "/api/workspaces/{workspace}";
    private const string Worker = Workspace + "/runtimes/{runtime}/workers/{worker}";

    public static IReadOnlyList<BoundRoute> Of(WorkspaceSurface surface, ServerOptions options, SessionLedger sessions, Links links, CancellationToken stopping)
    {
        var health = new HealthRoutes(stopping);
        var auth = new AuthRoutes(links, sessions, surface);
        var board = new BoardRoutes(surface.Board);
        var events = new EventStream(sessions, options.Time, stopping);
        var stream = new BoardStream(surface.Board, events);
        var workspace = new WorkspaceRoutes(surface);
        var pages = new PageRoutes(options.PagesFolder);
        return
        [
            Get("/health/live", Permission.None, HealthRoutes.LiveAsync),
            Get("/health/ready", Permission.None, health.ReadyAsync),
            Post("/api/auth/session", Permission.Link, auth.NewSessionAsync),
            Post("/api/auth/links", Permission.Socket, auth.NewLinkAsync),
            Get($"{Workspace}/board", Permission.Session, board.ShowAsync),
            Get($"{Workspace}/board/stream", Permission.Session, stream.WatchAsync),
            Get($"{Workspace}/status", Permission.Session, workspace.StatusAsync),
            .. Tickets(new(surface.Tickets)),
            .. Workers(new(surface.Workers), new(surface.Workers, events)),
            .. Runtimes(new(surface.Runtimes)),
            new(new("*", "/api/{**rest}", Permission.None), Problem.NotFoundAsync),
            Get("/{**page}", Permission.None, pages.ServeAsync),
            new(new("HEAD", "/{**page}", Permission.None), pages.ServeAsync),
        ];
    }

    private static BoundRoute[] Tickets(TicketRoutes tickets) =>
    [
        Post($"{Workspace}/tickets", Permission.Session, tickets.CreateAsync),
        Get($"{Workspace}/tickets/{{ticket}}", Permission.Session, tickets.ShowAsync),
        Get($"{Workspace}/tickets/{{ticket}}/diff", Permission.Session, tickets.DiffAsync),
        Post($"{Workspace}/tickets/{{ticket}}/transitions", Permission.Session, tickets.MoveAsync),
        Post($"{Workspace}/tickets/{{ticket}}/comments", Permission.Session, tickets.CommentAsync),
    ];

    private static BoundRoute[] Workers(WorkerRoutes workers, WorkerStream stream) =>
    [
        Get($"{Workspace}/workers", Permission.Session, workers.ListAsync),
        Post($"{Workspace}/workers", Permission.Session, workers.CreateAsync),
        Get(Worker, Permission.Session, workers.ShowAsync),
        Get($"{Worker}/events", Permission.Session, workers.EventsAsync),
        Get($"{Worker}/stream", Permission.Session, stream.WatchAsync),
        Post($"{Worker}/input", Permission.Session, workers.SendAsync),
        Post($"{Worker}/interrupt", Permission.Session, workers.InterruptAsync),
        Post($"{Worker}/stop", Permission.Session, workers.StopAsync),
        Post($"{Worker}/cancel", Permission.Session, workers.CancelAsync),
        Delete(Worker, Permission.Session, workers.DeleteAsync),
        Post($"{Worker}/restore", Permission.Session, workers.RestoreAsync),
        Post($"{Worker}/approvals/{{callId}}", Permission.Session, workers.AnswerApprovalAsync),
    ];

    private static BoundRoute[] Runtimes(RuntimeRoutes runtimes) =>
    [
        Get($"{Workspace}/runtimes", Permission.Session, runtimes.ListAsync),
        Post($"{Workspace}/runtimes", Permission.Session, runtimes.AddAsync),
        Post($"{Workspace}/runtimes/test", Permission.Session, runtimes.TestAsync),
        Post($"{Workspace}/runtimes/older", Permission.Socket, runtimes.AddOlderAsync),
        Delete($"{Workspace}/runtimes/{{runtime}}", Permission.Session, runtimes.RemoveAsync),
    ];

    private static BoundRoute Delete(string path, Permission permission, RequestDelegate handler) => new(new("DELETE", path, permission), handler);

    private static BoundRoute Get(string path, Permission permission, RequestDelegate handler) => new(new("GET", path, permission), handler);

    private static BoundRoute Post(string path, Permission permission, RequestDelegate handler) => new(new("POST", path, permission), handler);
}
