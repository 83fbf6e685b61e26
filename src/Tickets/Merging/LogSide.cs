namespace Yoi.Tickets;

/// <summary>A branch's version of a log: what it has of the ancestor, edited or not, and what it has added.</summary>
/// <param name="Old">Its bytes up to the last entry that the ancestor has too.</param>
/// <param name="Added">The entries behind.</param>
internal sealed record LogSide(ReadOnlyMemory<byte> Old, IReadOnlyList<LogEntry> Added)
{
    public static LogSide Of(ILogFormat format, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> ancestor)
    {
        var (head, entries) = format.Read(file);
        var isOld = new bool[entries.Count];
        var missing = Match(format.Read(ancestor).Entries, entries, isOld, e => e.Identity);
        Match(missing, entries, isOld, e => e.Place);
        var count = Array.LastIndexOf(isOld, true) + 1;
        return new(file[..(head.Length + entries.Take(count).Sum(e => e.Bytes.Length))], [.. entries.Skip(count)]);
    }

    /// <summary>Marks the entries that the ancestor has by a key, each as often as it has it, and answers those of the ancestor that were not found.</summary>
    private static List<LogEntry> Match(IReadOnlyList<LogEntry> ancestor, IReadOnlyList<LogEntry> entries, bool[] isOld, Func<LogEntry, string> key)
    {
        var missing = ancestor.GroupBy(key).ToDictionary(g => g.Key, g => new Queue<LogEntry>(g));
        for (var i = 0; i < entries.Count; i++)
        {
            if (!isOld[i] && key(entries[i]).Length > 0 && missing.TryGetValue(key(entries[i]), out var same)) isOld[i] = same.TryDequeue(out _);
        }

        return [.. missing.Values.SelectMany(q => q)];
    }
}
