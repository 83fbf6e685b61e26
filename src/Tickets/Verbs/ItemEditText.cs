namespace Yoi.Tickets;

/// <summary>
/// The body of an item_edit event: what was changed, the old values as YAML, the old body in a fence that it does not hold. A body that did not end in a line feed is followed by
/// the line that diff writes then, so that every one reads back as it was.
/// </summary>
internal static class ItemEditText
{
    private const string NoNewline = "\\ No newline at end of file";

    public static string Of(Headings headings, IReadOnlyList<string> changes, IReadOnlyList<FieldEdit> before, string? body)
    {
        List<string> parts = [headings.Edited(changes)];
        if (before.Count > 0) parts.Add($"{headings.Before}\n\n{Fenced("yaml", string.Concat(before.Select(f => $"{f.Key}: {f.Text}\n")))}");
        if (body is not null) parts.Add($"{headings.BodyBefore}\n\n{Fenced("markdown", body)}");
        return string.Join("\n\n", parts);
    }

    private static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return text.Length == 0 || text[^1] == '\n' ? $"{fence}{language}\n{text}{fence}" : $"{fence}{language}\n{text}\n{fence}\n{NoNewline}";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
