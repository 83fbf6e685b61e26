using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Checks of text before it meets a record. Null means it may be written.</summary>
internal static class Check
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Attributes the store writes itself.</summary>
    private static readonly string[] Own = ["event", "author", "at", "status", "from", "to", "reason", "field", "lines", "op"];

    public static Fault? First(params ReadOnlySpan<Fault?> faults)
    {
        foreach (var fault in faults)
        {
            if (fault is not null) return fault;
        }

        return null;
    }

    public static Fault? Attribute(string what, string value)
    {
        if (value.AsSpan().IndexOfAny('\r', '\n') >= 0 || value.Contains("-->", StringComparison.Ordinal))
            return Invalid($"The {what} may hold neither a line break nor \"-->\".");
        return value.Any(char.IsControl) ? Invalid($"The {what} may hold no control characters.") : Size(what, value, Limits.Attribute);
    }

    public static Fault? Author(string author) =>
        string.IsNullOrWhiteSpace(author) ? Invalid("An author is required.") : Attribute("author", author);

    public static Fault? Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        if (attributes.Count > Limits.EventAttributes / 2) return Invalid($"An event may have {Limits.EventAttributes / 2} attributes of its own; put some of them into its body.");
        if (attributes.Sum(a => (long)a.Key.Length + Encoding.UTF8.GetByteCount(a.Value)) > Limits.EventComment / 2)
            return new(FaultCodes.TooLarge, $"The attributes of one event are larger than {Limits.EventComment / 2} bytes together; put some of it into its body.");
        HashSet<string> seen = new(Own, StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
        {
            if (!IsName(key)) return Invalid($"The attribute name '{key}' is not lower-case snake case of at most 64 characters.");
            if (!seen.Add(key)) return Invalid($"The attribute '{key}' is given twice or is one the store writes itself.");
            if (Attribute($"attribute '{key}'", value) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>A field of the front matter: one line.</summary>
    public static Fault? Field(string what, string? value)
    {
        if (value is null) return null;
        return value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')
            ? Invalid($"The {what} must be one line without control characters.")
            : Size(what, value, Limits.Field);
    }

    public static Fault? Body(string what, string value) => Size(what, value, Limits.Body);

    public static Fault? Size(string what, string value, int limit)
    {
        try
        {
            return Strict.GetByteCount(value) <= limit ? null : new(FaultCodes.TooLarge, $"The {what} is larger than {limit} bytes; shorten it.");
        }
        catch (EncoderFallbackException)
        {
            return Invalid($"The {what} holds half a surrogate pair and cannot be written as UTF-8.");
        }
    }

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    public static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
