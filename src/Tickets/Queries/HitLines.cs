using System.Text;

namespace Yoi.Tickets;

/// <summary>The lines of a ticket's files that hold a text.</summary>
internal static class HitLines
{
    private const int Before = 80;

    public static TicketHit Of(TicketListing ticket, TicketBytes? files, IReadOnlyList<string> texts, int most)
    {
        string[] folded = [.. texts.Select(t => t.ToLowerInvariant())];
        List<TicketHitLine> lines = [];
        var count = 0;
        foreach (var (name, bytes) in (ReadOnlySpan<(string, byte[]?)>)[("item.md", files?.Item), ("thread.md", files?.Thread), ("resolution.md", files?.Resolution)])
        {
            if (bytes is null) continue;
            var text = Encoding.UTF8.GetString(bytes);
            // Folding keeps every character where it is, so a place in the one is a place in the other; and what does not hold a text at all is not cut into lines.
            var lower = text.ToLowerInvariant();
            var (start, number) = (0, 1);
            while (First(lower.AsSpan(start), folded) is { } at)
            {
                at += start;
                number += lower.AsSpan(start, at - start).Count('\n');
                start = lower.AsSpan(0, at).LastIndexOf('\n') + 1;
                var length = lower.AsSpan(at).IndexOf('\n') is var end and >= 0 ? at + end - start : lower.Length - start;
                count++;
                if (lines.Count < most) lines.Add(new(name, number, Cut(text.AsSpan(start, length).TrimEnd('\r'), at - start)));
                (start, number) = (Math.Min(start + length + 1, lower.Length), number + 1);
            }
        }

        return new(ticket, lines, count);
    }

    private static int? First(ReadOnlySpan<char> lower, string[] folded)
    {
        int? first = null;
        foreach (var text in folded)
        {
            if (lower.IndexOf(text, StringComparison.Ordinal) is var at and >= 0 && !(first <= at)) first = at;
        }

        return first;
    }

    private static string Cut(ReadOnlySpan<char> line, int at)
    {
        if (line.Length <= TicketHitLine.MostCharacters) return line.ToString();
        var start = Math.Min(Math.Max(0, at - Before), line.Length - TicketHitLine.MostCharacters + 2);
        var end = Math.Min(line.Length, start + TicketHitLine.MostCharacters - 2);
        return $"{(start > 0 ? "…" : "")}{line[start..end]}{(end < line.Length ? "…" : "")}";
    }
}
