using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Where one line of the log lies, and the version of its first event.</summary>
internal readonly record struct LinePlace(long First, long Offset, int Segment, int Length);

/// <summary>What a line says beside its events.</summary>
internal readonly record struct LineFacts(int Count, string? Key, ReadOnlyMemory<byte>? Head, bool IsSnapshot, DateTimeOffset? RetiredAt);

/// <summary>
/// What is known of a stream without reading its events: its older ones lie in its own files, its newer ones in the log. Changed by the writer and the sorter, read
/// by anyone.
/// </summary>
internal sealed class FileStreamState
{
    private readonly Lock _lock = new();
    private List<LinePlace> _lines = [];
    private IReadOnlyList<StreamFile> _files;
    private long _version;
    private long _filed;
    private ReadOnlyMemory<byte> _head;
    private Fault? _fault;
    private long? _snapshot;
    private LinePlace? _snapshotLine;
    private DateTimeOffset? _retiredAt;

    public FileStreamState(StreamId id) => (Id, _files) = (id, []);

    public FileStreamState(CatalogEntry entry)
    {
        (Id, _version, _filed, _head, _files) = (entry.Stream, entry.Version, entry.Version, entry.Head, entry.Files);
        (_snapshot, _retiredAt) = (entry.Snapshot, entry.RetiredAt);
        (FiledVersion, AreKeysWhole) = (entry.Version, entry.Files.Count == 0);
    }

    public StreamId Id { get; }

    /// <summary>Used by the writer only: the keys of what came behind <see cref="FiledVersion"/>, and once <see cref="AreKeysWhole"/> of what came before.</summary>
    public OperationKeys Keys { get; } = new();

    /// <summary>The version that the catalog knew when the journal was opened.</summary>
    public long FiledVersion { get; }

    /// <summary>Whether the keys of older appends are known too; they are read when the first key is asked for. Set by the writer only.</summary>
    public bool AreKeysWhole { get; set; } = true;

    /// <summary>What the batch at hand makes of it; null between batches. Used by the writer only.</summary>
    public StagedStream? Staged { get; set; }

    public long Version
    {
        get
        {
            lock (_lock) return _version;
        }
    }

    /// <summary>The oldest version that is still there.</summary>
    public long Oldest
    {
        get
        {
            lock (_lock) return _files.Count > 0 ? _files[0].First : _filed + 1;
        }
    }

    /// <summary>What decides about an append, as of one moment.</summary>
    public (long Version, bool IsRetired, Fault? Fault) Now
    {
        get
        {
            lock (_lock) return (_version, _retiredAt is not null, _fault);
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

    /// <summary>When it was ended.</summary>
    public DateTimeOffset? RetiredAt
    {
        get
        {
            lock (_lock) return _retiredAt;
        }
    }

    /// <summary>The version its newest snapshot is of, and the log's line that holds it; no line where it lies in the stream's folder.</summary>
    public (long Version, LinePlace? Line)? Snapshot
    {
        get
        {
            lock (_lock) return _snapshot is { } version ? (version, _snapshotLine) : null;
        }
    }

    public StreamHead Head()
    {
        lock (_lock) return new(Id, _version, _head, _fault, _retiredAt is not null);
    }

    /// <summary>All that the catalog keeps of it: what is in its own files, with the newest head.</summary>
    public CatalogEntry Filed()
    {
        lock (_lock) return new(Id, _filed, _head, _files, _snapshotLine is null ? _snapshot : null, _retiredAt);
    }

    /// <summary>Whether nothing of it lies in the log.</summary>
    public bool IsFiled
    {
        get
        {
            lock (_lock) return _lines.Count == 0 && _filed == _version;
        }
    }

    /// <summary>Takes a durable line into the index.</summary>
    public void Apply(LinePlace line, LineFacts facts)
    {
        lock (_lock)
        {
            if (facts.Count > 0) _lines.Add(line);
            _version = line.First + facts.Count - 1;
            _head = facts.Head ?? _head;
            if (facts.IsSnapshot) (_snapshot, _snapshotLine) = (_version, line);
            _retiredAt = facts.RetiredAt ?? _retiredAt;
        }

        if (!facts.IsSnapshot) Keys.Remember(facts.Key, line.First, line.First + facts.Count - 1);
    }

    /// <summary>The lines of the log up to a file lie in the stream's own files now.</summary>
    public void Sorted(int segment, CatalogEntry filed)
    {
        lock (_lock)
        {
            (_files, _filed) = (filed.Files, filed.Version);
            if (_snapshotLine?.Segment <= segment) _snapshotLine = null;
            // A new list: a stream at rest keeps none.
            _lines = [.. _lines.Where(line => line.Segment > segment)];
        }
    }

    /// <summary>Older files were let go of.</summary>
    public void Let(IReadOnlyList<StreamFile> files)
    {
        lock (_lock) _files = files;
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

    /// <summary>The stream's own files, in order.</summary>
    public IReadOnlyList<StreamFile> Files
    {
        get
        {
            lock (_lock) return _files;
        }
    }

    /// <summary>Where a version lies: up to <paramref name="most"/> lines of the log beginning with the one that holds it, in reading order, or a file of the stream's own.</summary>
    public (LinePlace[] Lines, StreamFile? File) Find(long version, bool backward, int most)
    {
        lock (_lock)
        {
            if (version < 1 || version > _version) return ([], null);
            if (_lines.Count == 0 || version < _lines[0].First) return ([], FileOf(version));
            var index = IndexOf(version);
            if (!backward) return ([.. _lines.GetRange(index, Math.Min(most, _lines.Count - index))], null);
            var from = Math.Max(0, index - most + 1);
            var lines = _lines.GetRange(from, index - from + 1);
            lines.Reverse();
            return ([.. lines], null);
        }
    }

    private StreamFile? FileOf(long version)
    {
        for (var i = _files.Count - 1; i >= 0; i--)
        {
            if (_files[i].First <= version) return version <= _files[i].Last ? _files[i] : null;
        }

        return null;
    }

    private int IndexOf(long version)
    {
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
