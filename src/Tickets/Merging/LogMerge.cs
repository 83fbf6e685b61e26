using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Merges files that are only ever appended to: what both branches have, then what each has added, in the order of time. A branch's own order is kept whatever its
/// clock showed. The result is the same whichever branch is merged into the other, so that two people who do it both ways agree.
/// </summary>
internal static class LogMerge
{
    public static async Task<Result<MergedFile>> MergeAsync(ILogFormat format, MergeSides sides, TextMerge text)
    {
        var (ours, theirs) = (LogSide.Of(format, sides.Ours, sides.Base), LogSide.Of(format, sides.Theirs, sides.Base));
        if (Common(ours.Added, theirs.Added) is not { } theirOwn)
            return await RecordMerge.LeftAsync(sides, text, "Both branches hold an entry of the same operation, and they do not say the same.");
        if (ours.Added.Any(e => e.IsStep && !theirs.Added.Any(o => o.Identity == e.Identity)) && theirOwn.Any(e => e.IsStep))
            return await RecordMerge.LeftAsync(sides, text, "Both branches changed the ticket's state; decide which step holds.");

        if (!(await OldAsync(new(sides.Base, ours.Old, theirs.Old), text)).TryGet(out var old, out var fault)) return fault;
        if (old.Problem is not null) return await RecordMerge.LeftAsync(sides, text, "Both branches changed the same old entries.");

        LogEntry[] added = [.. InOrder(Runs(ours.Added), Runs(theirOwn))];
        var merged = Joined(format, old.Bytes, added);
        var (_, before) = format.Read(old.Bytes);
        return format.Read(merged).Entries.Select(e => e.Meaning).SequenceEqual(before.Concat(added).Select(e => e.Meaning))
            ? new MergedFile(merged)
            : await RecordMerge.LeftAsync(sides, text, "Together the entries of both branches would not read as they do apart.");
    }

    public static string Hash(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span.TrimEnd("\r\n \t"u8)));

    /// <summary>What both have of the ancestor. How many line ends follow its last entry depends on whether another one follows, and is no change.</summary>
    private static async Task<Result<MergedFile>> OldAsync(MergeSides old, TextMerge text)
    {
        var trimmed = new MergeSides(Trimmed(old.Base), Trimmed(old.Ours), Trimmed(old.Theirs));
        if (MergeSides.Same(trimmed.Theirs, trimmed.Base) || MergeSides.Same(trimmed.Theirs, trimmed.Ours)) return new MergedFile(old.Ours);
        return MergeSides.Same(trimmed.Ours, trimmed.Base) ? new MergedFile(old.Theirs) : await text(trimmed);
    }

    private static byte[] Trimmed(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.TrimEnd("\r\n"u8);
        return text.IsEmpty ? [] : [.. text, (byte)'\n'];
    }

    /// <summary>Their entries that ours do not hold, each as often as they hold it; null where two of one operation differ.</summary>
    private static List<LogEntry>? Common(IReadOnlyList<LogEntry> ours, IReadOnlyList<LogEntry> theirs)
    {
        var held = ours.ToLookup(e => e.Identity).ToDictionary(g => g.Key, g => new Queue<LogEntry>(g));
        List<LogEntry> own = [];
        foreach (var entry in theirs)
        {
            if (!held.TryGetValue(entry.Identity, out var same) || !same.TryDequeue(out var other)) own.Add(entry);
            else if (other.Meaning != entry.Meaning) return null;
        }

        return own;
    }

    /// <summary>What one change wrote stays together: entries of one time, in the order of the file.</summary>
    private static List<(DateTimeOffset At, List<LogEntry> Entries)> Runs(IEnumerable<LogEntry> entries)
    {
        List<(DateTimeOffset At, List<LogEntry> Entries)> runs = [];
        foreach (var entry in entries)
        {
            var last = runs.Count == 0 ? DateTimeOffset.MinValue : runs[^1].At;
            if (runs.Count > 0 && (entry.At ?? last) <= last) runs[^1].Entries.Add(entry);
            else runs.Add((entry.At ?? last, [entry]));
        }

        return runs;
    }

    private static IEnumerable<LogEntry> InOrder(IEnumerable<(DateTimeOffset At, List<LogEntry> Entries)> ours, IEnumerable<(DateTimeOffset At, List<LogEntry> Entries)> theirs)
    {
        var (a, b) = (new Queue<(DateTimeOffset At, List<LogEntry> Entries)>(ours), new Queue<(DateTimeOffset At, List<LogEntry> Entries)>(theirs));
        while (a.Count > 0 || b.Count > 0)
        {
            var next = b.Count == 0 || (a.Count > 0 && Comes(a.Peek(), b.Peek())) ? a : b;
            foreach (var entry in next.Dequeue().Entries) yield return entry;
        }

        static bool Comes((DateTimeOffset At, List<LogEntry> Entries) first, (DateTimeOffset At, List<LogEntry> Entries) second) => first.At != second.At
            ? first.At < second.At
            : first.Entries[0].Bytes.Span.SequenceCompareTo(second.Entries[0].Bytes.Span) <= 0;
    }

    private static byte[] Joined(ILogFormat format, ReadOnlyMemory<byte> old, IEnumerable<LogEntry> added)
    {
        List<byte> all = [.. old.Span];
        var before = old;
        foreach (var entry in added)
        {
            all.AddRange(Encoding.UTF8.GetBytes(format.Between(before)));
            all.AddRange(entry.Bytes.Span);
            before = entry.Bytes;
        }

        return [.. all];
    }
}
