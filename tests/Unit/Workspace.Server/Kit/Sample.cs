using Yoi.Protocol;
using Yoi.Protocol.Browser;

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

    public static StatusView Status => new()
    {
        Version = "0.1.0",
        Workspace = Workspace,
        StartedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Tickets = new Dictionary<string, int> { ["planning"] = 1 },
        ActiveWorkers = 0,
    };
}
