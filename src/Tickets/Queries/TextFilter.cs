using System.Collections.Concurrent;

namespace Yoi.Tickets;

/// <summary>Finds texts in the index, in capitals or not.</summary>
internal static class TextFilter
{
    // Fewer entries are searched faster than other threads are woken.
    private const int Share = 1024;

    /// <summary>Those entries that hold every text, in the order given.</summary>
    public static IReadOnlyList<IndexEntry> Holding(IReadOnlyList<IndexEntry> entries, IReadOnlyList<string> texts)
    {
        byte[][] folded = [.. texts.Select(IndexText.Fold)];
        if (folded.Length == 0) return entries;
        var holds = new bool[entries.Count];
        if (entries.Count <= Share) Search(0, entries.Count);
        else Parallel.ForEach(Partitioner.Create(0, entries.Count, Share), range => Search(range.Item1, range.Item2));
        return [.. entries.Where((_, i) => holds[i])];

        void Search(int from, int to)
        {
            for (var i = from; i < to; i++) holds[i] = Holds(entries[i].Text.Span, folded);
        }
    }

    private static bool Holds(ReadOnlySpan<byte> text, byte[][] folded)
    {
        foreach (var one in folded)
        {
            if (text.IndexOf(one) < 0) return false;
        }

        return true;
    }
}
