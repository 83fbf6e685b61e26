using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Workers as a browser may see them.</summary>
internal static class WorkerViews
{
    public static WorkerView Of(RegisteredWorker registered)
    {
        var worker = registered.Worker;
        return new()
        {
            Runtime = registered.Runtime,
            Worker = worker.Id,
            Name = worker.DisplayName ?? worker.Role,
            Role = worker.Role,
            Desired = worker.Desired,
            State = worker.State,
            Ticket = worker.Labels?.GetValueOrDefault("ticket") is { } text && TicketId.TryParse(text, null, out var ticket) ? ticket : null,
            CreatedAt = worker.CreatedAt,
            Tokens = worker.Tokens,
            Problem = worker.Diagnostic?.Code,
        };
    }
}
