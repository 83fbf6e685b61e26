using System.Text;
using System.Text.Json;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Writes a whole file.</summary>
internal sealed class WriteTool(SandboxedFiles files, Scope scope) : ITool
{
    public const string Name = "write";

    public ToolDefinition Definition { get; } = new(
        Name,
        "Write a file of the worktree, new or in place of what was there. Missing folders are made.",
        Schema.Parse("""
            {"type":"object","required":["path","content"],"additionalProperties":false,"properties":{
            "path":{"type":"string","description":"The file, from the worktree's root."},
            "content":{"type":"string","description":"All of its text."}}}
            """));

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var given = new ToolArguments(arguments);
        if (!given.TryText("path", out var path, out var error)) return error;
        if (!given.TryText("content", out var content, out error)) return error;
        var bytes = Encoding.UTF8.GetBytes(content);
        var fault = await files.WriteAsync(scope, path, bytes, cancellationToken);
        return fault is null ? ToolOutput.Ok($"Wrote {bytes.Length} bytes to {path}.") : ToolOutput.Of(fault);
    }
}
