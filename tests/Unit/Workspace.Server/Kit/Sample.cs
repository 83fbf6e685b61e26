using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

internal static class Sample
{
    public static readonly WorkspaceView Workspace = new("tea", "Tea house", "main", "yoi/integration", []);

    public static BoardCard Card(ulong id, string title = "Pour", string state = "planning") => new()
    {
        Id = new TicketId(id),
        Title = title,
        State = state,
        UpdatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Of no session and no token.</summary>
    public const string NoId = "0000000000000000";

    public static StatusView Status => new()
    {
        Version = "0.1.0",
        Workspace = Workspace,
        StartedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Tickets = new Dictionary<string, int> { ["planning"] = 1 },
        ActiveWorkers = 0,
    };

    /// <summary>A path of a route, with something of the right form in each place.</summary>
    public static string Fill(string path, string workspace = "tea") => path
        .Replace("{workspace}", workspace, StringComparison.Ordinal)
        .Replace("{ticket}", new TicketId(1).ToString(), StringComparison.Ordinal)
        .Replace("{runtime}", $"{Surfaces.Worker.Runtime}", StringComparison.Ordinal)
        .Replace("{worker}", $"{Surfaces.Worker.Worker}", StringComparison.Ordinal)
        .Replace("{other}", new TicketId(2).ToString(), StringComparison.Ordinal)
        .Replace("{kind}", "related", StringComparison.Ordinal)
        .Replace("{objective}", new TicketId(1).ToString(), StringComparison.Ordinal)
        .Replace("{number}", "1", StringComparison.Ordinal)
        .Replace("{receipt}", "01975a3c-0000-7000-8000-00000000aaaa", StringComparison.Ordinal)
        .Replace("{worktree}", "tea-1", StringComparison.Ordinal)
        .Replace("{**name}", "notes/a.txt", StringComparison.Ordinal)
        .Replace("{id}", NoId, StringComparison.Ordinal)
        .Replace("{callId}", "call-1", StringComparison.Ordinal)
        .Replace("{**rest}", "nothing/here", StringComparison.Ordinal)
        .Replace("{**page}", "", StringComparison.Ordinal);

    /// <summary>A body that the route takes; null where it takes none.</summary>
    public static string? BodyOf(Route route) => route.Method != "POST" ? null : route.Path.Split('/')[^1] switch
    {
        "session" => """{"secret":"none"}""",
        "login" => """{"binding":"0123456789012345678901234567890123456789"}""",
        "tokens" => """{"name":"robot"}""",
        "tickets" => """{"title":"Pour"}""",
        "edits" => """{"title":"Pour"}""",
        "reviews" => """{"verdict":"approve"}""",
        "relations" => """{"kind":"related","ticket":"0000000000002"}""",
        "plans" => """{"kind":"waiting_capacity_note","note":"Later."}""",
        "objectives" => """{"title":"Tea"}""",
        "links" when route.Path.StartsWith("/api/workspaces", StringComparison.Ordinal) => """{"ticket":"0000000000001"}""",
        "cleanup" => """{"revision":"r"}""",
        "transitions" => """{"expected":"planning","to":"ready"}""",
        "comments" => """{"body":"Words."}""",
        "workers" => """{"profile":"coder"}""",
        "input" => """{"text":"Hello."}""",
        "runtimes" or "test" => """{"runtime":"far","url":"http://127.0.0.1:1","token":"t"}""",
        "older" => """{"runtime":"old","folder":"/nowhere"}""",
        "{callId}" => """{"allow":true}""",
        _ => null,
    };

    public static bool Creates(Route route) => route is { Method: "POST" } && route.Path.Split('/')[^1] is "tickets" or "objectives" or "workers" or "tokens" or "runtimes" or "older" && route.Method == "POST";
}
