using System.Text;
using System.Text.Json;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Replaces an exact piece of a file.</summary>
internal sealed class EditTool(SandboxedFiles files, Scope scope) : ITool
{
    public const string Name = "edit";

    public ToolDefinition Definition { get; } = new(
        Name,
        "Replace an exact piece of text in a file of the worktree. The piece must be there once, or replace_all be true. Answers the change as a diff.",
        Schema.Parse("""
            {"type":"object","required":["path","old_text","new_text"],"additionalProperties":false,"properties":{
            "path":{"type":"string","description":"The file, from the worktree's root."},
            "old_text":{"type":"string","description":"The text to replace, exactly as it is in the file, without line numbers."},
            "new_text":{"type":"string","description":"The text in its place."},
            "replace_all":{"type":"boolean","description":"Replace every occurrence."}}}
            """));

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var given = new ToolArguments(arguments);
        if (!given.TryText("path", out var path, out var error)) return error;
        if (!given.TryText("old_text", out var old, out error)) return error;
        if (!given.TryText("new_text", out var replacement, out error)) return error;
        if (old.Length == 0) return ToolOutput.Error("old_text is empty. To make a new file use write.");
        if (old == replacement) return ToolOutput.Error("old_text and new_text are the same; there is nothing to change.");
        var read = await TextFile.ReadAsync(files, scope, path, cancellationToken);
        if (!read.TryGet(out var file, out var fault)) return ToolOutput.Of(fault);
        if (file.Truncated) return ToolOutput.Error($"'{path}' has {file.TotalBytes} bytes; edit takes files up to {TextFile.Limit}. Use shell.");
        var at = Occurrences(file.Text, old);
        if (at.Count == 0) return ToolOutput.Error($"old_text is not in '{path}'. Read the file and copy the text exactly, white space included.");
        if (at.Count > 1 && !given.Flag("replace_all"))
            return ToolOutput.Error($"old_text is {at.Count} times in '{path}'. Give more of the text around it, or set replace_all.");
        var changed = file.Text.Replace(old, replacement, StringComparison.Ordinal);
        fault = await files.WriteAsync(scope, path, Encoding.UTF8.GetBytes(changed), cancellationToken);
        if (fault is not null) return ToolOutput.Of(fault);
        var rest = at.Count > 1 ? $"\n[and {at.Count - 1} more of the same]" : "";
        return ToolOutput.Ok($"{EditHunk.Show(path, file.Text, at[0], old, replacement)}{rest}");
    }

    private static List<int> Occurrences(string text, string piece)
    {
        var at = new List<int>();
        for (var i = text.IndexOf(piece, StringComparison.Ordinal); i >= 0; i = text.IndexOf(piece, i + piece.Length, StringComparison.Ordinal)) at.Add(i);
        return at;
    }
}
