using System.Globalization;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A length of time as a person writes it: 90m, 12h, 14d, 2w.</summary>
internal sealed record Age(TimeSpan? Span)
{
    /// <summary>The length; none for no text; <c>invalid</c> for any other text.</summary>
    public static Result<Age> Parse(string? text)
    {
        if (text is null) return new Age((TimeSpan?)null);
        var unit = text.Length < 2 ? TimeSpan.Zero : text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero && int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000
            ? new Age(unit * count)
            : new Fault(FaultCodes.Invalid, $"'{text}' is no age: write a number and m, h, d or w, such as 12h or 14d.");
    }
}
