using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Yoi.Agent;

/// <summary>What a cassette needs to know of a chat completions request.</summary>
/// <param name="Model">The model asked.</param>
/// <param name="FirstUserMessage">The text of the first user message; empty where there is none.</param>
/// <param name="Turn">Assistant messages so far, without those that were cut off: such a turn is taken again.</param>
/// <param name="Stream">True where the answer is wanted as server-sent events.</param>
/// <param name="IncludeUsage">True where a stream should end with the tokens used.</param>
internal sealed record CompletionRequest(string Model, string FirstUserMessage, int Turn, bool Stream, bool IncludeUsage)
{
    private static readonly string[] CutOff = ["[interrupted] ", "[cancelled] ", "[note from the system] The connection broke"];

    /// <summary>Reads a request's body; false with the problem where it is none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out CompletionRequest? request, out string problem)
    {
        request = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String)
            {
                problem = "The body has no 'model'.";
                return false;
            }

            if (!root.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
            {
                problem = "The body has no 'messages'.";
                return false;
            }

            var first = messages.EnumerateArray().Where(m => HasRole(m, "user")).Select(Content).FirstOrDefault() ?? "";
            var stream = IsTrue(root, "stream");
            var usage = root.TryGetProperty("stream_options", out var options) && options.ValueKind == JsonValueKind.Object && IsTrue(options, "include_usage");
            request = new(model.GetString()!, first, Turns(messages), stream, usage);
            problem = "";
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Text with half of a surrogate pair shows itself only when it is read.
            problem = "The body is not valid JSON.";
            return false;
        }
    }

    /// <summary>
    /// A turn counts once it has come to its end. One whose stream broke, or under whose calls the process died or the run was ended, is answered again with the same words, as a model
    /// would do that is told so.
    /// </summary>
    private static int Turns(JsonElement messages)
    {
        var (turns, isOpen) = (0, false);
        foreach (var message in messages.EnumerateArray())
        {
            if (HasRole(message, "assistant"))
            {
                turns++;
                isOpen = true;
            }
            else if (isOpen && CutOff.Any(mark => Content(message).StartsWith(mark, StringComparison.Ordinal)))
            {
                turns--;
                isOpen = false;
            }
        }

        return turns;
    }

    private static bool HasRole(JsonElement message, string role) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(role);

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Content(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content)) return "";
        if (content.ValueKind == JsonValueKind.String) return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) return "";
        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var piece) && piece.ValueKind == JsonValueKind.String) text.Append(piece.GetString());
        }

        return text.ToString();
    }
}
