using System.Text.Json;
using Yoi.Agent;

namespace Yoi.Tests.Unit.Agent;

internal sealed class FakeTool(string name, Func<JsonElement, CancellationToken, Task<ToolOutput>> act, bool isReadOnly = false) : ITool
{
    public FakeTool(string name, string answer, bool isReadOnly = false)
        : this(name, (_, _) => Task.FromResult(ToolOutput.Ok(answer)), isReadOnly)
    {
    }

    public int Calls { get; private set; }

    public ToolDefinition Definition { get; } = new(name, "A tool.", Schema.Parse("""{"type":"object"}"""), isReadOnly);

    public Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        Calls++;
        return act(arguments, cancellationToken);
    }
}
