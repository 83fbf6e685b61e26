namespace Yoi.Protocol;

/// <summary>Input as the model will read it.</summary>
/// <param name="Kind">What kind of input it was.</param>
/// <param name="Text">Its text.</param>
/// <param name="Key">The sender's key.</param>
public sealed record UserMessage(InputKind Kind, string Text, string Key) : WorkerEvent;

/// <summary>The model's words.</summary>
/// <param name="MessageId">The id its deltas were streamed under.</param>
/// <param name="Text">The whole text: exactly the deltas joined.</param>
/// <param name="Reasoning">The model's reasoning, where the provider shows it.</param>
/// <param name="Partial">True where the stream broke and only this much arrived.</param>
public sealed record AssistantMessage(string MessageId, string Text, string? Reasoning = null, bool Partial = false) : WorkerEvent;

/// <summary>A note the runtime or agent puts before the model, such as why the last run was interrupted.</summary>
public sealed record SystemNote(string Text) : WorkerEvent;

/// <summary>Tokens of one model call.</summary>
/// <param name="Model">The model's name as the provider gave it.</param>
/// <param name="Tokens">What it used.</param>
public sealed record UsageReported(string Model, TokenCount Tokens) : WorkerEvent;
