namespace Yoi.Journal;

/// <summary>One event as stored.</summary>
/// <param name="Version">1, 2, 3 … within its stream.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Data">Its JSON, UTF-8.</param>
public sealed record StoredEvent(long Version, string Type, ReadOnlyMemory<byte> Data);

/// <summary>Which part of a stream to read.</summary>
public sealed record ReadRange
{
    /// <summary>Forward: versions greater than this. Backward: versions smaller than this; null means from the newest.</summary>
    public long? After { get; init; }

    /// <summary>True begins forward behind the newest snapshot, which the page then carries, and from the beginning where there is none; <see cref="After"/> is null.</summary>
    public bool FromSnapshot { get; init; }

    /// <summary>True reads from high to low.</summary>
    public bool Backward { get; init; }

    /// <summary>Events at most, 1 to 10,000.</summary>
    public int Limit { get; init; } = 1_000;

    /// <summary>Bytes of data at most, unless one event alone is larger.</summary>
    public int ByteBudget { get; init; } = 4 * 1024 * 1024;
}

/// <summary>A page of events in the order asked for.</summary>
/// <param name="Events">The events.</param>
/// <param name="StreamVersion">The stream's newest version; 0 where it does not exist.</param>
/// <param name="More">True where the range holds more than this page.</param>
public sealed record Page(IReadOnlyList<StoredEvent> Events, long StreamVersion, bool More)
{
    /// <summary>The newest snapshot, where the range asked for it and there is one.</summary>
    public StoredSnapshot? Snapshot { get; init; }
}

/// <summary>A snapshot as stored.</summary>
/// <param name="Version">The last version it holds.</param>
/// <param name="Data">What was given.</param>
public sealed record StoredSnapshot(long Version, ReadOnlyMemory<byte> Data);
