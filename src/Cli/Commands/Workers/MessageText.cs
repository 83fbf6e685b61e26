using System.Text;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The text of a message as it is given to a command.</summary>
internal static class MessageText
{
    private const int MostBytes = 256 * 1024;

    /// <summary>The text; <c>-</c> reads it from standard input. Nothing there is <c>invalid</c>, and more than a message holds is <c>too_large</c> before all of it is read.</summary>
    public static async Task<Result<string>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (text == "-")
        {
            var buffer = new char[MostBytes + 1];
            text = new(buffer, 0, await Console.In.ReadBlockAsync(buffer, cancellationToken));
            if (string.IsNullOrWhiteSpace(text)) return new Fault(FaultCodes.Invalid, "Nothing came in on standard input.");
        }

        return Encoding.UTF8.GetByteCount(text) > MostBytes ? new Fault(FaultCodes.TooLarge, $"A message holds at most {MostBytes / 1024} KiB; name a file instead.") : text;
    }
}
