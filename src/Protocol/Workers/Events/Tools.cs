using System.Text.Json;

namespace Yoi.Protocol;

/// <summary>The model asked for a tool.</summary>
/// <param name="CallId">The provider's id of the call; unique within the run.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments, as the model wrote them.</param>
public sealed record ToolCall(string CallId, string Name, JsonElement Arguments) : WorkerEvent;

/// <summary>The one result of a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Text">What the model reads, at most 64 KiB.</param>
/// <param name="Truncated">True where there was more.</param>
public sealed record ToolResult(string CallId, ToolResultStatus Status, string Text, bool Truncated = false) : WorkerEvent;
