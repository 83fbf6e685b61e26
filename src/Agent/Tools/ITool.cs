using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Something a model can do.</summary>
internal interface ITool
{
    /// <summary>What the model is told of it.</summary>
    ToolDefinition Definition { get; }

    /// <summary>Does it. The arguments are a JSON object; nothing else about them is known.</summary>
    Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken);
}

/// <summary>A tool as a model is told of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">JSON schema of its arguments.</param>
/// <param name="IsReadOnly">True where calls change nothing, and so may run side by side.</param>
internal sealed record ToolDefinition(string Name, string Description, JsonElement Parameters, bool IsReadOnly = false);
