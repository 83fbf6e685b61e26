namespace Yoi.Tickets;

/// <summary>Finds texts in the index, in capitals or not.</summary>
internal static class TextFilter
{
    // So many are read before it is asked whether they are enough; and fewer than a share are read faster than another thread is woken.
    private const int Step = 1024;
    private const int Share = 256;

    /// <summary>Those entries that hold every text, in the order given, and no more than <paramref name="most"/> of them.</summary>
    public static IReadOnlyList<IndexEntry> Holding(IReadOnlyList<IndexEntry> entries, IReadOnlyList<string> texts, int most)
    {
        byte[][] folded = [.. texts.Select(IndexText.Fold)];
        if (folded.Length == 0) return entries;
        List<IndexEntry> likely = [.. entries.Where(e => MayHold(e, folded))];
        List<IndexEntry> found = [];
        for (var first = 0; first < likely.Count && found.Count < most; first += Step)
        {
            var from = first;
            var holds = new bool[Math.Min(Step, likely.Count - from)];
            Shares.Run(holds.Length, Share, (start, end) =>
            {
                for (var i = start; i < end; i++) holds[i] = Holds(likely[from + i].Text.Read().Span, folded);
            });
            for (var i = 0; i < holds.Length && found.Count < most; i++)
            {
                if (holds[i]) found.Add(likely[from + i]);
            }
        }

        return found;
    }

    private static bool MayHold(IndexEntry entry, byte[][] folded)
    {
        foreach (var one in folded)
        {
            if (!entry.Signature.MayHold(one)) return false;
        }

        return true;
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
