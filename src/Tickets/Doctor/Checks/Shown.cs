namespace Yoi.Tickets;

/// <summary>Other people's texts within a sentence: short and without control characters.</summary>
internal static class Shown
{
    private const int Most = 60;

    public static string Of(string text)
    {
        var shortened = text.Length <= Most ? text : $"{text.AsSpan(0, Most)}…";
        return string.Concat(shortened.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
