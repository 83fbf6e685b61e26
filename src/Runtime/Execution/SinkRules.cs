using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What an execution may hand over to be recorded: what is its own to say, and can be read back.</summary>
internal static class SinkRules
{
    /// <summary>Why none of it is recorded, or null.</summary>
    public static Fault? Check(IReadOnlyList<WorkerEvent>? events)
    {
        if (events is null or { Count: 0 }) return new(FaultCodes.Invalid, "An append holds at least one event; nothing was recorded.");
        foreach (var item in events)
        {
            if (item is WorkerCreated or StateChanged or RunStarted or RunFinished or UserMessage or ApprovalResolved)
                return new(FaultCodes.Invalid, $"{item.GetType().Name} is the runtime's own event; nothing was recorded.");
            if (!IsWhole(item)) return new(FaultCodes.Invalid, $"{item?.GetType().Name ?? "An event"} lacks a part that it must have; nothing was recorded.");
        }

        return null;
    }

    // A backend may have been compiled without checks for null, and what lacks a part makes the whole history unreadable.
    private static bool IsWhole(WorkerEvent? item) => item switch
    {
        null => false,
        AssistantMessage message => message is { MessageId: not null, Text: not null },
        SystemNote note => note.Text is not null,
        ToolCall call => call is { CallId: not null, Name: not null, Arguments.ValueKind: not JsonValueKind.Undefined },
        ToolResult result => result is { CallId: not null, Text: not null } && Enum.IsDefined(result.Status),
        UsageReported usage => usage is { Model: not null, Tokens: not null },
        ErrorReported error => FaultText.IsWhole(error.Fault),
        ApprovalRequested question => question is { CallId: not null, Tool: not null, Text: not null }
            && (question.Rule is not { } rule || (rule.Tool is not null && Enum.IsDefined(rule.Effect))),
        _ => EventCodec.Knows(item),
    };
}
