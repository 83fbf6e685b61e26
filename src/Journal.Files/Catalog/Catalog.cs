namespace Yoi.Journal.Files;

/// <summary>A checkpoint: every stream as it is in its own files, and which log files are still needed.</summary>
/// <param name="LogFrom">The first log file that is not in the streams' own files yet.</param>
/// <param name="Kept">Earlier ones that stay, because something in them is damaged.</param>
/// <param name="Entries">The streams.</param>
internal sealed record Catalog(int LogFrom, IReadOnlyList<int> Kept, IReadOnlyList<CatalogEntry> Entries)
{
    /// <summary>Of a journal that has none yet.</summary>
    public static Catalog Empty { get; } = new(1, [], []);
}
