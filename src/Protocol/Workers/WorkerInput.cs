namespace Yoi.Protocol;

/// <summary>One input to a Worker.</summary>
public sealed record WorkerInput
{
    /// <summary>What the input is.</summary>
    public InputKind Kind { get; init; } = InputKind.User;

    /// <summary>The text, at most 256 KiB of UTF-8.</summary>
    public required string Text { get; init; }

    /// <summary>The sender's key, 1 to 128 characters: the same key again answers the first outcome and adds nothing.</summary>
    public required string Key { get; init; }

    /// <summary>A message from a person or program.</summary>
    public static WorkerInput User(string text, string key) => new() { Text = text, Key = key };
}
