using Microsoft.Extensions.Logging;

namespace Yoi.Journal.Files;

/// <summary>Where a file journal lies and how it grows.</summary>
public sealed record FileJournalOptions
{
    /// <summary>The journal's folder, created where it is missing. One process at a time.</summary>
    public required string Root { get; init; }

    /// <summary>The clock; only measures.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told what was found damaged or refused by the disk.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Bytes after which a new log file begins, 4 KiB to 1 GiB; one batch may exceed it.</summary>
    public int SegmentBytes { get; init; } = 64 * 1024 * 1024;
}
