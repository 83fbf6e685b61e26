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
            var number = 0;
            foreach (var line in Encoding.UTF8.GetString(bytes).AsSpan().EnumerateLines())
            {
                number++;
                if (Find(line, folded) is not { } at) continue;
                count++;
                if (lines.Count < most) lines.Add(new(name, number, Cut(line, at)));
            }
        }

        return new(ticket, lines, count);
    }

    private static int? Find(ReadOnlySpan<char> line, string[] folded)
    {
        var lower = line.ToString().ToLowerInvariant();
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
