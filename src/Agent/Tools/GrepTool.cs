using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Finds lines by a regular expression.</summary>
internal sealed class GrepTool(TreeSearch tree) : ITool
{
    public const string Name = "grep";
    private const int Most = 200;

    public ToolDefinition Definition { get; } = new(
        Name,
        $"Search the worktree's text files for an extended regular expression, line by line. Answers path:line:text, {Most} at most. What git ignores is left out.",
        Schema.Parse("""
            {"type":"object","required":["pattern"],"additionalProperties":false,"properties":{
            "pattern":{"type":"string","description":"The expression, as grep -E takes it."},
            "path":{"type":"string","description":"A file or folder to search in, from the worktree's root; everything where not given."},
            "glob":{"type":"string","description":"Only files whose whole path fits this glob, such as **/*.cs."},
            "ignore_case":{"type":"boolean","description":"Whether large and small letters are the same."}}}
            """),
        IsReadOnly: true);

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var given = new ToolArguments(arguments);
        if (!given.TryText("pattern", out var pattern, out var error)) return error;
        if (!given.TryText("path", ".", out var path, out error)) return error;
        if (!given.TryText("glob", "**", out var wanted, out error)) return error;
        if (!PathPermission.TryGlob(wanted, out var glob)) return ToolOutput.Error($"'{wanted}' is not a glob below the worktree's root.");
        var found = await tree.FilesAsync(path, cancellationToken);
        if (!found.TryGet(out var files, out var fault)) return ToolOutput.Of(fault);
        found = await tree.LinesAsync(pattern, given.Flag("ignore_case"), files.Items.Select(TreePath.Relative).Where(glob.Allows), cancellationToken);
        return found.TryGet(out var lines, out fault)
            ? Listing.Show(lines.Items, Most, lines.IsCut || files.IsCut, "[no line matches]", "use a narrower expression, path or glob")
            : ToolOutput.Of(fault);
    }
}
