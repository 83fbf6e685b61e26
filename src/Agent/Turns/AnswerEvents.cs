using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Turns a model's answer into the events of its one append.</summary>
internal static class AnswerEvents
{
    // Arguments lie within an event within a record, and readers of those stop at 64 levels.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 32 };

    /// <summary>The events, in order.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="seen">The number of the last event its request was made from: what came since is not answered by it.</param>
    /// <param name="history">All that was recorded before it.</param>
    /// <param name="redactor">Takes secrets out.</param>
    public static List<WorkerEvent> Of(ModelAnswer answer, long seen, IReadOnlyList<WorkerEvent> history, Redactor redactor)
    {
        var partial = answer.Cancelled || answer.Failure is not null;
        var events = new List<WorkerEvent>();
        if (!partial || answer.Text.Length > 0) events.Add(new AssistantMessage(answer.MessageId, answer.Text, answer.Reasoning, partial) { Parent = seen });
        if (answer.Calls.Count > 0)
        {
            var taken = history.OfType<ToolCall>().Select(c => c.CallId).ToHashSet(StringComparer.Ordinal);
            events.AddRange(answer.Calls.Select(c => new ToolCall(UniqueId(c.CallId, taken), Name(c.Name), Arguments(c, redactor))));
        }

        if (answer.Usage is not null) events.Add(answer.Usage);
        return events;
    }

    // Some servers number the calls of each answer from zero, or give no id at all.
    private static string UniqueId(string? id, HashSet<string> taken)
    {
        var stem = string.IsNullOrWhiteSpace(id) || id.Length > 128 ? "call" : id;
        var unique = stem;
        for (var n = 2; !taken.Add(unique); n++) unique = $"{stem}-{n}";
        return unique;
    }

    private static string Name(string? name) => name is null ? "" : name.Length > 128 ? name[..128] : name;

    private static JsonElement Arguments(FunctionCallContent call, Redactor redactor)
    {
        if (call.Exception is not null) return Text(redactor.Clean(call.RawRepresentation as string ?? call.Exception.Message));
        try
        {
            using var document = JsonDocument.Parse(redactor.Clean(Encoding.UTF8.GetString(ArgumentsJson.Of(call).Span)), Depth);
            var raw = document.RootElement.GetRawText();
            return EventSize.Of(raw) <= EventSize.Limit
                ? document.RootElement.Clone()
                : Text($"[{raw.Length} characters of arguments, too many for one call; write large files in parts] {raw[..EventSize.Fitting(raw, 256)]}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // Half a surrogate pair, too many levels, a value without a JSON form: what a model writes may be anything.
            return Text(redactor.Clean(call.RawRepresentation as string ?? "[arguments without a JSON form]"));
        }
    }

    private static JsonElement Text(string text) =>
        JsonSerializer.SerializeToElement(text[..EventSize.Fitting(text, EventSize.Limit)], AgentJson.Default.String);
}
