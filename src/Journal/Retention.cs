namespace Yoi.Journal;

/// <summary>How long a journal keeps what is not needed for its newest state.</summary>
public sealed record Retention
{
    /// <summary>How long an ended stream can be read; 30 days.</summary>
    public TimeSpan Retired { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Bytes of a stream's events behind which those that its snapshot covers are let go of, the oldest first; null keeps all.</summary>
    public long? BytesBehindSnapshot { get; init; }
}
