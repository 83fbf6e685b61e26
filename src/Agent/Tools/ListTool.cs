using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Lists a folder.</summary>
internal sealed class ListTool(TreeSearch tree) : ITool
{
    public const string Name = "list";
    private const int Most = 1_000;

    public ToolDefinition Definition { get; } = new(
        Name,
        "List a folder of the worktree: folders end with a slash, links with an at sign, files come with their size in bytes.",
        Schema.Parse("""
            {"type":"object","additionalProperties":false,"properties":{
            "path":{"type":"string","description":"The folder, from the worktree's root; the root where not given."}}}
            """),
        IsReadOnly: true);

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (!new ToolArguments(arguments).TryText("path", ".", out var path, out var error)) return error;
        var found = await tree.FolderAsync(path, cancellationToken);
        if (!found.TryGet(out var entries, out var fault)) return ToolOutput.Of(fault);
        return Listing.Show([.. entries.Items.Select(Entry).Order(StringComparer.Ordinal)], Most, entries.IsCut, "[the folder is empty]", "use glob for a part of them");
    }

    private static string Entry(string item)
    {
        var parts = item.Split(' ', 3);
        var name = parts[^1];
        return parts[0] switch
        {
            "d" => name + "/",
            "l" => name + "@",
            _ => $"{name} ({parts[1]} bytes)",
        };
    }
}
