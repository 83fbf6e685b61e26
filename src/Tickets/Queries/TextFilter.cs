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
        Shares.Run(entries.Count, Share, Search);
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
