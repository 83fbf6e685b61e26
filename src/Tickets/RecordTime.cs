using System.Globalization;

namespace Yoi.Tickets;

/// <summary>Times as records hold them: UTC, whole seconds.</summary>
internal static class RecordTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    public static DateTimeOffset WholeSecond(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>The one form, and other ISO 8601 forms that hands and other programs write.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, Utc, out var exact)) return exact;
        return text is { Length: >= 10 and <= 40 } && char.IsAsciiDigit(text[0]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var other)
            ? WholeSecond(other)
            : null;
    }
}
