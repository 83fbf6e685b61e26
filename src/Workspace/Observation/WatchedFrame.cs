using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>A frame for browsers, and the cursor behind it where it moves one. All who watch a Worker get the same object.</summary>
public sealed class WatchedFrame(WorkerFrame frame, string? cursor = null)
{
    private byte[]? _written;

    /// <summary>The frame.</summary>
    public WorkerFrame Frame { get; } = frame;

    /// <summary>The cursor behind it; null where it moves none.</summary>
    public string? Cursor { get; } = cursor;

    /// <summary>The frame as bytes, made once however many send it. All callers write it in the same way.</summary>
    /// <param name="write">Writes it.</param>
    public ReadOnlyMemory<byte> WrittenBy(Func<WatchedFrame, byte[]> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        // Two at once make it twice, and the same.
        return _written ??= write(this);
    }
}
