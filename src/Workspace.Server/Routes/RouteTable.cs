using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Every route there is.</summary>
internal static class RouteTable
{
    private const string Workspace = "/api/workspaces/{workspace}";

    public static IReadOnlyList<BoundRoute> Of(WorkspaceSurface surface, ServerOptions options, SessionLedger sessions, Links links, CancellationToken stopping)
    {
        var health = new HealthRoutes(stopping);
        var auth = new AuthRoutes(links, sessions, surface);
        var board = new BoardRoutes(surface.Board);
        var stream = new BoardStream(surface.Board, sessions, options.Time, stopping);
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
            Get($"{Workspace}/workers", Permission.Session, workspace.WorkersAsync),
            Get($"{Workspace}/status", Permission.Session, workspace.StatusAsync),
            new(new("*", "/api/{**rest}", Permission.None), Problem.NotFoundAsync),
            Get("/{**page}", Permission.None, pages.ServeAsync),
            new(new("HEAD", "/{**page}", Permission.None), pages.ServeAsync),
        ];
    }

    private static BoundRoute Get(string path, Permission permission, RequestDelegate handler) => new(new("GET", path, permission), handler);

    private static BoundRoute Post(string path, Permission permission, RequestDelegate handler) => new(new("POST", path, permission), handler);
}
