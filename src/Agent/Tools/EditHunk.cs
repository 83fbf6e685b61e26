using System.Text;

namespace Yoi.Agent;

/// <summary>Shows one replacement as a hunk of a unified diff.</summary>
internal static class EditHunk
{
    private const int Context = 3;

    /// <summary>The hunk for a piece of a text that is replaced at one place.</summary>
    public static string Show(string path, string before, int at, string old, string replacement)
    {
        // Whole lines change: from the start of the line the piece begins in to the end of the one it ends in; without its line break it joins the next line.
        var start = at == 0 ? 0 : before.LastIndexOf('\n', at - 1) + 1;
        var endsLine = old.EndsWith('\n') && replacement.EndsWith('\n');
        var last = before.IndexOf('\n', at + old.Length - (endsLine ? 1 : 0));
        var end = last < 0 ? before.Length : last;
        var removed = Lines(before[start..end]);
        var added = Lines(string.Concat(before.AsSpan(start, at - start), replacement, end > at + old.Length ? before.AsSpan(at + old.Length, end - at - old.Length) : []));
        var above = start == 0 ? [] : Lines(before[..(start - 1)]);
        var below = last < 0 || last + 1 == before.Length ? [] : Lines(before[(last + 1)..]);
        var lead = above[Math.Max(0, above.Length - Context)..];
        var tail = below[..Math.Min(Context, below.Length)];
        var line = above.Length - lead.Length + 1;
        var text = new StringBuilder($"--- {path}\n+++ {path}\n@@ -{line},{lead.Length + removed.Length + tail.Length} +{line},{lead.Length + added.Length + tail.Length} @@\n");
        Append(text, ' ', lead);
        Append(text, '-', removed);
        Append(text, '+', added);
        Append(text, ' ', tail);
        return text.ToString();
    }

    private static string[] Lines(string text) => text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');

    private static void Append(StringBuilder text, char mark, string[] lines)
    {
        foreach (var line in lines) text.Append(mark).Append(line.TrimEnd('\r')).Append('\n');
    }
}
