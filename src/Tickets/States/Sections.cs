namespace Yoi.Tickets;

/// <summary>Whether a body says what is wanted and when it is reached.</summary>
internal static class Sections
{
    private static readonly string[] Requirement = ["requirement", "what must hold", "要件", "要求", "必須"];

    private static readonly string[] Acceptance =
    [
        "acceptance", "success criteria", "exit criteria", "exit condition", "definition of done", "done when",
        "受け入れ条件", "受入条件", "受入れ条件", "受け入れ基準", "受入基準", "完了条件", "達成条件",
    ];

    public static bool HasRequirements(string body) => Has(body, Requirement);

    public static bool HasAcceptanceCriteria(string body) => Has(body, Acceptance);

    /// <summary>Whether a heading outside code fences holds one of the words and has text below it before the next heading of its level.</summary>
    private static bool Has(string body, string[] words)
    {
        var fence = '\0';
        var within = 0;
        foreach (var raw in body.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            var mark = line.StartsWith("```") || line.StartsWith("~~~") ? line[0] : '\0';
            if (mark != '\0' && (fence == '\0' || fence == mark)) fence = fence == '\0' ? mark : '\0';
            var level = fence == '\0' && mark == '\0' ? Level(line) : 0;
            if (level == 0)
            {
                if (within > 0 && !line.IsEmpty) return true;
                continue;
            }

            if (within == 0 || level <= within) within = Names(line, words) ? level : 0;
        }

        return false;
    }

    private static int Level(ReadOnlySpan<char> line)
    {
        var level = line.Length - line.TrimStart('#').Length;
        return level is > 0 and <= 6 && (line.Length == level || line[level] == ' ') ? level : 0;
    }

    private static bool Names(ReadOnlySpan<char> heading, string[] words)
    {
        foreach (var word in words)
        {
            if (heading.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
