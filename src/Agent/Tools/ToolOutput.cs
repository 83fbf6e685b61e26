using System.Text;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>What a tool answers.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Text">What the model reads.</param>
/// <param name="Truncated">True where there was more.</param>
/// <param name="EndsRun">True where the run is over with this answer.</param>
internal sealed record ToolOutput(ToolResultStatus Status, string Text, bool Truncated = false, bool EndsRun = false)
{
    /// <summary>Most bytes of a result's text.</summary>
    public const int Limit = 64 * 1024;

    public static ToolOutput Ok(string text, bool truncated = false) => new(ToolResultStatus.Ok, text, truncated);

    public static ToolOutput Error(string text) => new(ToolResultStatus.Error, text);

    public static ToolOutput Denied(string text) => new(ToolResultStatus.Denied, text);

    public static ToolOutput Skipped(string text) => new(ToolResultStatus.Skipped, text);

    public static ToolOutput Cancelled(string text) => new(ToolResultStatus.Cancelled, text);

    /// <summary>What was not allowed is denied, all else is an error.</summary>
    public static ToolOutput Of(Fault fault) =>
        new(fault.Code is FaultCodes.OutOfScope or FaultCodes.ForbiddenAuthority ? ToolResultStatus.Denied : ToolResultStatus.Error, fault.ToString());

    /// <summary>The result as it is recorded: without secrets, then within its limit.</summary>
    public ToolResult ToEvent(ToolCall call, Redactor redactor)
    {
        var text = redactor.Clean(Text);
        if (Kept(text) == text.Length) return new(call.CallId, Status, text, Truncated);
        const int RoomForNote = 128;
        var kept = Kept(text, RoomForNote);
        return new(call.CallId, Status, $"{text[..kept]}\n[cut here: {kept} of {text.Length} characters are shown]", Truncated: true);
    }

    private static int Kept(string text, int less = 0)
    {
        var kept = EventSize.Fitting(text, EventSize.Limit - less);
        while (Encoding.UTF8.GetByteCount(text.AsSpan(0, kept)) is var bytes && bytes > Limit - less)
        {
            // A character takes at most three bytes for each unit: taking off a third of the excess never takes off too much.
            kept -= Math.Max(1, (bytes - (Limit - less)) / 3);
        }

        return kept > 0 && kept < text.Length && char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept;
    }
}
