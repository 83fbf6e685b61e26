using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Finds files by their names.</summary>
internal sealed class GlobTool(TreeSearch tree) : ITool
{
    public const string Name = "glob";
    private const int Most = 500;

    public ToolDefinition Definition { get; } = new(
        Name,
        "Find files of the worktree by a glob on their whole path, such as src/**/*.cs: * and ? stay within a name, ** crosses folders. What git ignores is left out.",
        Schema.Parse("""
            {"type":"object","required":["pattern"],"additionalProperties":false,"properties":{
            "pattern":{"type":"string","description":"The glob, from the worktree's root."}}}
            """),
        IsReadOnly: true);

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (!new ToolArguments(arguments).TryText("pattern", out var pattern, out var error)) return error;
        if (!PathPermission.TryGlob(pattern, out var glob)) return ToolOutput.Error($"'{pattern}' is not a glob below the worktree's root.");
        var found = await tree.FilesAsync(".", cancellationToken);
        if (!found.TryGet(out var files, out var fault)) return ToolOutput.Of(fault);
        return Listing.Show([.. files.Items.Select(TreePath.Relative).Where(glob.Allows)], Most, files.IsCut, "[no file fits]", "use a narrower glob");
    }
}
