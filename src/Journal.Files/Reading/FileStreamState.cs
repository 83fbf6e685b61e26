using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Where one line lies, and the version of its first event.</summary>
internal readonly record struct LinePlace(long First, long Offset, int Segment, int Length);

/// <summary>What is known of a stream without reading its events. Changed by the writer, read by anyone.</summary>
internal sealed class FileStreamState(StreamId id)
{
    private readonly Lock _lock = new();
    private readonly List<LinePlace> _lines = [];
    private long _version;
    private ReadOnlyMemory<byte> _head;
    private Fault? _fault;

    public StreamId Id { get; } = id;

    /// <summary>Used by the writer only.</summary>
    public OperationKeys Keys { get; } = new();

    public long Version
    {
        get
        {
            lock (_lock) return _version;
        }
    }

    /// <summary>Why the stream cannot be read.</summary>
    public Fault? Fault
    {
        get
        {
            lock (_lock) return _fault;
        }
    }

    public StreamHead Head()
    {
        lock (_lock) return new(Id, _version, _head, _fault);
    }

    /// <summary>Takes a durable line into the index.</summary>
    public void Apply(LinePlace line, int count, string? key, byte[]? head)
    {
        lock (_lock)
        {
            if (count > 0) _lines.Add(line);
            _version = line.First + count - 1;
            if (head is not null) _head = head;
        }

        Keys.Remember(key, line.First, line.First + count - 1);
    }

    /// <summary>Makes the stream unreadable; false where it already is.</summary>
    public bool Damage(Fault fault)
    {
        lock (_lock)
        {
            if (_fault is not null) return false;
            _fault = fault;
            return true;
        }
    }

    /// <summary>Up to <paramref name="most"/> lines beginning with the one that holds a version, in reading order.</summary>
    public LinePlace[] LinesFrom(long version, bool backward, int most)
    {
        lock (_lock)
        {
            var index = IndexOf(version);
            if (index < 0) return [];
            if (!backward) return [.. _lines.GetRange(index, Math.Min(most, _lines.Count - index))];
            var from = Math.Max(0, index - most + 1);
            var lines = _lines.GetRange(from, index - from + 1);
            lines.Reverse();
            return [.. lines];
        }
    }

    private int IndexOf(long version)
    {
        if (version < 1 || version > _version) return -1;
        int low = 0, high = _lines.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_lines[middle].First <= version) low = middle;
            else high = middle - 1;
        }

        return high;
    }
}
