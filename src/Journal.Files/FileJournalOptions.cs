using Microsoft.Extensions.Logging;

namespace Yoi.Journal.Files;

/// <summary>Where a file journal lies and how it grows.</summary>
public sealed record FileJournalOptions
{
    /// <summary>The journal's folder, created where it is missing. One process at a time.</summary>
    public required string Root { get; init; }

    /// <summary>The clock: it dates ends of streams and measures.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told what was found damaged or refused by the disk.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Bytes after which a new log file begins, 4 KiB to 1 GiB; one batch may exceed it.</summary>
    public int SegmentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Bytes in finished log files after which they are sorted, or twice the catalog's where that is more, as each time a catalog is written. About so much, and the file
    /// that is written to, is read by an opening after a crash; sixteen times as much where writers filled that within two seconds.
    /// </summary>
    public long SortBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes after which a stream's next file begins, 4 KiB to 1 GiB.</summary>
    public long StreamFileBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>What is kept for how long.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Whether closing sorts what is left in the log, so that the next opening has none to read. Without it closing is quicker and opening slower.</summary>
    public bool SortsAtClose { get; init; } = true;

    /// <summary>What it lies on.</summary>
    internal IDisk Disk { get; init; } = SystemDisk.Instance;
}
