using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The text of a message as it is given to a command.</summary>
internal static class MessageText
{
    /// <summary>The text; <c>-</c> reads it from standard input, and nothing there is <c>invalid</c>.</summary>
    public static async Task<Result<string>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (text != "-") return text;
        var read = await Console.In.ReadToEndAsync(cancellationToken);
        return string.IsNullOrWhiteSpace(read) ? new Fault(FaultCodes.Invalid, "Nothing came in on standard input.") : read;
    }
}
