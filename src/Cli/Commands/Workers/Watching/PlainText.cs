namespace Yoi.Cli;

/// <summary>Other people's texts as they may reach a terminal: nothing in them moves the cursor, colours, or turns around what is read.</summary>
internal static class PlainText
{
    /// <summary>The text with lines and tabs; what a terminal would act on is shown as unreadable.</summary>
    public static string Of(string text) => text.Any(IsActive) ? string.Concat(text.Select(c => IsActive(c) ? '\uFFFD' : c)) : text;

    // Marks that reorder a line could make a command read as another one.
    private static bool IsActive(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
