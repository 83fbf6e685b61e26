using System.Text.Json;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>A tool call in one line: the tool and what it is about.</summary>
internal static class ToolLine
{
    private const int Most = 100;

    // What says most about a call, the first that is there.
    private static readonly string[] Telling = ["command", "path", "summary", "reason", "verdict"];

    public static string Of(ToolCallView call)
    {
        var about = call.Arguments.ValueKind == JsonValueKind.Object
            ? Telling.Select(name => call.Arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null).FirstOrDefault(v => v is not null)
            : null;
        var text = (about ?? call.Arguments.GetRawText()).ReplaceLineEndings(" ").Trim();
        return $"{call.Name} {(text.Length > Most ? $"{text[..Most]}…" : text)}";
    }
}
