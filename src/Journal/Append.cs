namespace Yoi.Journal;

/// <summary>One event to append.</summary>
/// <param name="Type">Its kind, 1 to 64 characters of lower-case snake case.</param>
/// <param name="Data">One JSON object, UTF-8, at most 256 KiB. A journal may drop line breaks between its tokens, nothing else.</param>
public sealed record NewEvent(string Type, ReadOnlyMemory<byte> Data);

/// <summary>One append: all of it becomes durable, or nothing.</summary>
public sealed record Append
{
    /// <summary>The version the caller last saw (0 for a stream that does not exist), or null for whatever is there.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>
    /// 1 to 128 characters. The same key again in the same stream, within its last 1,024 appends, changes nothing and answers as the first time did,
    /// whatever version is expected.
    /// </summary>
    public string? OperationKey { get; init; }

    /// <summary>The events, at least one unless a head, a snapshot or the end is set; at most 1,000 and 16 MiB of data in all.</summary>
    public IReadOnlyList<NewEvent> Events { get; init; } = [];

    /// <summary>
    /// A state of the stream as of the expected version, opaque, at most 4 MiB; it takes no version, and only the newest is kept. It comes alone: an append with a
    /// snapshot has an expected version and nothing else.
    /// </summary>
    public ReadOnlyMemory<byte>? Snapshot { get; init; }

    /// <summary>
    /// Ends the stream: nothing is appended behind this (<c>stream_retired</c>), it is listed no more unless asked for, and what it holds can be read until its
    /// journal's retention lets go of it.
    /// </summary>
    public bool Retire { get; init; }

    /// <summary>The lease in whose name the caller writes; where another has taken it since, the append is refused as <c>fenced</c>.</summary>
    public Fence? Fence { get; init; }

    /// <summary>An opaque summary that <see cref="IJournal.StreamsAsync"/> hands out, at most 4 KiB; null keeps the one there is.</summary>
    public ReadOnlyMemory<byte>? Head { get; init; }
}

/// <summary>A hold on a lease, as <see cref="ILeases"/> gave it.</summary>
/// <param name="Lease">The lease's name, as a part of a stream's id.</param>
/// <param name="Number">Its fencing number: each taking has a larger one.</param>
public sealed record Fence(string Lease, long Number);

/// <summary>The answer to an append.</summary>
/// <param name="FirstVersion">The version of the first event; without events one more than <paramref name="LastVersion"/>.</param>
/// <param name="LastVersion">The version of the last event; without events the stream's.</param>
/// <param name="Duplicate">True where the operation key was known and nothing was written.</param>
public sealed record Appended(long FirstVersion, long LastVersion, bool Duplicate);
