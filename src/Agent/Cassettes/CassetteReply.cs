namespace Yoi.Agent;

/// <summary>An HTTP answer, ready to be written.</summary>
public sealed record CassetteReply
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The content type, with its character set.</summary>
    public required string ContentType { get; init; }

    /// <summary>How long to wait before the first chunk.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The request in one line, for a log: <c>model=… ticket=… turn=…</c>. Line breaks in it are replaced.</summary>
    public required string Line { get; init; }

    /// <summary>The body's pieces; flush after each.</summary>
    public required IEnumerable<ReadOnlyMemory<byte>> Chunks { get; init; }
}
