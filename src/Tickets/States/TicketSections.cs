using System.Text;

namespace Yoi.Tickets;

/// <summary>What a body says is wanted, and when it is reached: what stands under headings that say so, in the languages a ticket is begun in.</summary>
public static class TicketSections
{
    private static readonly string[] RequirementWords = ["requirement", "what must hold", "要件", "要求", "必須"];

    private static readonly string[] AcceptanceWords =
    [
        "acceptance", "success criteria", "exit criteria", "exit condition", "definition of done", "done when",
        "受け入れ条件", "受入条件", "受入れ条件", "受け入れ基準", "受入基準", "完了条件", "達成条件",
    ];

    /// <summary>The text under headings such as <c>## Requirements</c>; empty where there is none.</summary>
    public static string Requirements(string body) => Under(body, RequirementWords, AcceptanceWords);

    /// <summary>The text under headings such as <c>## Acceptance criteria</c> or <c>## Definition of done</c>; empty where there is none.</summary>
    public static string AcceptanceCriteria(string body) => Under(body, AcceptanceWords, RequirementWords);

    /// <summary>The lines below headings outside code fences that hold one of the words, each up to the next heading of its level, or to one that holds one of the other words.</summary>
    private static string Under(string body, string[] words, string[] others)
    {
        var fence = '\0';
        var within = 0;
        var text = new StringBuilder();
        foreach (var raw in body.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            var mark = line.StartsWith("```") || line.StartsWith("~~~") ? line[0] : '\0';
            if (mark != '\0' && (fence == '\0' || fence == mark)) fence = fence == '\0' ? mark : '\0';
            var level = fence == '\0' && mark == '\0' ? Level(line) : 0;
            if (level == 0 && within > 0) text.Append(raw).Append('\n');
            else if (level > 0 && (within == 0 || level <= within || Names(line, others))) within = Names(line, words) ? level : 0;
        }

        return text.ToString().Trim();
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
