using System.Text.Json;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>A ticket tool, carried out by the workspace.</summary>
internal sealed class TicketToolCaller(TicketTool tool, TicketToolHandler handler, WorkerRef caller) : ITool
{
    public ToolDefinition Definition { get; } = new(tool.Name, tool.Description, tool.Parameters);

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var reply = await handler(caller, new(tool.Name, callId, arguments), cancellationToken);
        return new(reply.IsError ? ToolResultStatus.Error : ToolResultStatus.Ok, reply.Text, EndsRun: reply.EndsRun);
    }
}
