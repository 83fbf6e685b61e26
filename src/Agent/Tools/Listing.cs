using System.Text;

namespace Yoi.Agent;

/// <summary>Shows a model the first of many lines, and says where there are more.</summary>
internal static class Listing
{
    private const int LongestLine = 400;

    // With the note behind it a result stays below its limit.
    private const int Room = ToolOutput.Limit - 1_024;

    /// <summary>The lines, one below the other.</summary>
    /// <param name="lines">All there are.</param>
    /// <param name="most">How many are shown at most.</param>
    /// <param name="isCut">True where there are more than those given.</param>
    /// <param name="none">What is said where there is none.</param>
    /// <param name="advice">How to see fewer.</param>
    public static ToolOutput Show(IReadOnlyList<string> lines, int most, bool isCut, string none, string advice)
    {
        if (lines.Count == 0 && !isCut) return ToolOutput.Ok(none);
        var text = new StringBuilder();
        var (shown, room) = (0, Room);
        foreach (var line in lines.Take(most))
        {
            var clean = Clean(line);
            room -= Encoding.UTF8.GetByteCount(clean) + 1;
            if (room < 0) break;
            text.Append(clean).Append('\n');
            shown++;
        }

        var more = isCut || shown < lines.Count;
        if (more) text.Append($"[there are more: {shown} of {(isCut ? "many more than " : "")}{lines.Count} are shown; {advice}]\n");
        return ToolOutput.Ok(text.ToString(), more);
    }

    // One line stays one line, whatever a name or a file holds.
    private static string Clean(string line)
    {
        var kept = line.Length <= LongestLine ? line : line[..(char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine)] + "…";
        return kept.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? kept : new([.. kept.Select(c => c is < ' ' and not '\t' ? '?' : c)]);
    }
}
