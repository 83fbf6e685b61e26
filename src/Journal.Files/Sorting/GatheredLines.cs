namespace Yoi.Journal.Files;

/// <summary>What one stream gets from the log.</summary>
/// <param name="filed">What the catalog keeps of it before.</param>
internal sealed class GatheredLines(CatalogEntry filed)
{
    // The stream's files as they will be.
    private readonly List<StreamFile> _files = [.. filed.Files];
    private long? _snapshotVersion;

    /// <summary>Files as they are, and the lines that go behind each.</summary>
    public List<(StreamFile File, List<ReadOnlyMemory<byte>> Lines)> Writes { get; } = [];

    public long Last { get; private set; } = filed.Version;

    /// <summary>The line of its newest snapshot.</summary>
    public ReadOnlyMemory<byte>? Snapshot { get; private set; }

    public CatalogEntry Entry => filed with { Version = Last, Files = [.. _files], Snapshot = _snapshotVersion ?? filed.Snapshot };

    public void Add(int count, ReadOnlyMemory<byte> line, long streamFileBytes)
    {
        // A file whose only line has no events keeps its name: the next would have the same.
        if (_files.Count == 0 || (_files[^1].Bytes + line.Length > streamFileBytes && _files[^1].Last >= _files[^1].First))
        {
            _files.Add(new(Last + 1, Last, 0));
            Writes.Add((_files[^1], []));
        }
        else if (Writes.Count == 0)
        {
            Writes.Add((_files[^1], []));
        }

        Writes[^1].Lines.Add(line);
        Last += count;
        _files[^1] = _files[^1] with { Last = Last, Bytes = _files[^1].Bytes + line.Length };
    }

    public void Add(ReadOnlyMemory<byte> snapshot) => (Snapshot, _snapshotVersion) = (snapshot, Last);

    /// <summary>All of it lies in its files; the lines' memory is used for others.</summary>
    public void Written()
    {
        Writes.Clear();
        Snapshot = null;
    }
}
