using System.Text;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Reads a text file by lines.</summary>
internal sealed class ReadTool(SandboxedFiles files, Scope scope) : ITool
{
    public const string Name = "read";
    private const int DefaultLines = 2_000;

    // Characters of text; with the note behind it, a result stays below its limit.
    private const int Room = ToolOutput.Limit - 1_024;

    public ToolDefinition Definition { get; } = new(
        Name,
        "Read a text file of the worktree. Each line comes with its number and a tab before it.",
        Schema.Parse($$$"""
            {"type":"object","required":["path"],"additionalProperties":false,"properties":{
            "path":{"type":"string","description":"The file, from the worktree's root."},
            "offset":{"type":"integer","minimum":1,"description":"The first line wanted; 1 where not given."},
            "limit":{"type":"integer","minimum":1,"description":"How many lines; {{{DefaultLines}}} where not given."} } }
            """),
        IsReadOnly: true);

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var given = new ToolArguments(arguments);
        if (!given.TryText("path", out var path, out var error)) return error;
        if (!given.TryCount("offset", 1, out var offset, out error)) return error;
        if (!given.TryCount("limit", DefaultLines, out var limit, out error)) return error;
        var read = await TextFile.ReadAsync(files, scope, path, cancellationToken);
        return read.TryGet(out var file, out var fault) ? Show(file, offset, limit) : ToolOutput.Of(fault);
    }

    private static ToolOutput Show(TextFile file, int offset, int limit)
    {
        var text = new StringBuilder();
        var number = 0;
        var shown = 0;
        var more = file.Truncated;
        foreach (var line in file.Text.AsSpan().EnumerateLines())
        {
            if (++number < offset) continue;
            var room = Room - text.Length;
            more |= shown == limit || line.Length > room;
            if (shown == limit || (line.Length > room && shown > 0)) break;
            text.Append(number).Append('\t').Append(line.Length > room ? line[..room] : line).Append('\n');
            shown++;
        }

        if (file.Text.Length == 0) return ToolOutput.Ok("[the file is empty]");
        if (shown == 0 && file.Truncated) return ToolOutput.Error($"Lines are found in the first {TextFile.Limit} of the file's {file.TotalBytes} bytes only. Use shell.");
        if (shown == 0) return ToolOutput.Ok($"[the file has {number} lines; there is none from {offset} on]");
        if (more)
        {
            text.Append($"[there is more: lines {offset} to {offset + shown - 1} of a file of {file.TotalBytes} bytes are shown; ")
                .Append("give offset and limit for the rest, and use shell for a line that is cut]\n");
        }

        return ToolOutput.Ok(text.ToString(), more);
    }
}
