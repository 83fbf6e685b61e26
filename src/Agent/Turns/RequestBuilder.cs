using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Makes the messages of a request from the history and the profile: the same history gives the same request.</summary>
internal static class RequestBuilder
{
    /// <summary>The argument under which a model sees what it wrote where that was no JSON object.</summary>
    public const string UnreadableArguments = "unreadable_arguments";

    public static IReadOnlyList<ChatMessage> Messages(IReadOnlyList<WorkerEvent> history, Profile profile)
    {
        var entries = new List<Entry>();
        // Results follow the calls they answer, wherever in the history they were recorded; ids may come again in a later run.
        var open = new Dictionary<string, (Entry Entry, ToolCall Call)>(StringComparer.Ordinal);
        foreach (var @event in history)
        {
            switch (@event)
            {
                case UserMessage user:
                    entries.Add(new(new(ChatRole.User, user.Text), user.Seq));
                    break;
                case SystemNote note:
                    // Many providers refuse a system message after the first, so a note comes as a marked user message.
                    entries.Add(new(new(ChatRole.User, $"[note from the system] {note.Text}"), note.Seq));
                    break;
                case AssistantMessage assistant:
                    entries.Insert(PlaceOf(assistant, entries), new(new(ChatRole.Assistant, assistant.Text), assistant.Seq));
                    break;
                case ToolCall call when entries.FindLast(e => e.Message.Role == ChatRole.Assistant) is { } entry:
                    open[call.CallId] = (entry, call);
                    break;
                case ToolResult result when open.Remove(result.CallId, out var asked):
                    asked.Entry.Answered.Add((asked.Call, result));
                    break;
            }
        }

        var messages = new List<ChatMessage> { new(ChatRole.System, profile.Prompt) };
        foreach (var entry in entries)
        {
            // A call without a result is left out: no provider takes one.
            entry.Answered.Sort((a, b) => a.Call.Seq.CompareTo(b.Call.Seq));
            foreach (var (call, _) in entry.Answered) entry.Message.Contents.Add(Content(call));
            messages.Add(entry.Message);
            foreach (var (call, result) in entry.Answered) messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, Text(result))]));
        }

        return messages;
    }

    // An answer stands before what it did not see: a message that came while it was being given was recorded first, and would look answered.
    private static int PlaceOf(AssistantMessage answer, List<Entry> entries)
    {
        var place = entries.Count;
        while (answer.Parent is { } seen && place > 0 && entries[place - 1].Message.Role == ChatRole.User && entries[place - 1].Seq > seen) place--;
        return place;
    }

    private static FunctionCallContent Content(ToolCall call)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (call.Arguments.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in call.Arguments.EnumerateObject()) arguments[property.Name] = property.Value;
        }
        else
        {
            arguments[UnreadableArguments] = call.Arguments;
        }

        return new(call.CallId, call.Name, arguments);
    }

    private static string Text(ToolResult result) => result.Status switch
    {
        ToolResultStatus.Ok => result.Text,
        ToolResultStatus.Error => $"[error] {result.Text}",
        ToolResultStatus.Denied => $"[denied] {result.Text}",
        ToolResultStatus.Skipped => $"[skipped] {result.Text}",
        ToolResultStatus.Cancelled => $"[cancelled] {result.Text}",
        _ => $"[interrupted] {result.Text}",
    };

    private sealed record Entry(ChatMessage Message, long Seq)
    {
        public List<(ToolCall Call, ToolResult Result)> Answered { get; } = [];
    }
}
