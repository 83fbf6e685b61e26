using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>A stream's newest version and summary.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="Head">The summary given with the last append that had one.</param>
/// <param name="Diagnostic">Why the stream cannot be read, where it cannot.</param>
/// <param name="IsRetired">Whether it was ended.</param>
public sealed record StreamHead(StreamId Stream, long Version, ReadOnlyMemory<byte> Head, Fault? Diagnostic = null, bool IsRetired = false);

/// <summary>Which streams to watch.</summary>
/// <param name="Category">Only this category; null for all.</param>
/// <param name="Stream">Only this stream; null for all.</param>
public sealed record StreamFilter(string? Category = null, StreamId? Stream = null)
{
    /// <summary>True where the stream passes.</summary>
    public bool Matches(StreamId stream) => (Stream is null || Stream == stream) && (Category is null || Category == stream.Category);
}

/// <summary>Which heads to list.</summary>
/// <param name="Category">Only this category.</param>
/// <param name="After">Only ids behind this one.</param>
/// <param name="Limit">At most, 1 to 10,000.</param>
/// <param name="Retired">Whether to list those that were ended instead of the others.</param>
/// <param name="Stream">Only this stream; costs the same however many there are.</param>
public sealed record StreamQuery(string? Category = null, StreamId? After = null, int Limit = 1_000, bool Retired = false, StreamId? Stream = null);

/// <summary>A page of heads.</summary>
public sealed record StreamPage(IReadOnlyList<StreamHead> Heads, bool More);
