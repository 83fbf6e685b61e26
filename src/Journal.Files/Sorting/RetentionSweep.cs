namespace Yoi.Journal.Files;

/// <summary>What retention lets go of.</summary>
/// <param name="Gone">Ended streams whose time is over.</param>
/// <param name="Files">Streams that lose older files, with those that stay.</param>
internal sealed record RetentionSweep(IReadOnlySet<FileStreamState> Gone, IReadOnlyDictionary<FileStreamState, IReadOnlyList<StreamFile>> Files)
{
    public bool IsEmpty => Gone.Count == 0 && Files.Count == 0;

    public static RetentionSweep Of(IEnumerable<FileStreamState> streams, Retention retention, DateTimeOffset now)
    {
        HashSet<FileStreamState> gone = [];
        Dictionary<FileStreamState, IReadOnlyList<StreamFile>> files = [];
        foreach (var state in streams.Where(s => s.Fault is null))
        {
            // What is still in the log would come back with it.
            if (state.RetiredAt is { } at && now - at >= retention.Retired && state.IsFiled) gone.Add(state);
            else if (retention.BytesBehindSnapshot is { } most && state.Snapshot is (var covered, null) && Kept(state.Files, covered, most) is { } kept) files.Add(state, kept);
        }

        return new(gone, files);
    }

    private static StreamFile[]? Kept(IReadOnlyList<StreamFile> files, long covered, long most)
    {
        var bytes = files.Sum(f => f.Bytes);
        var drop = 0;
        for (; drop < files.Count && bytes > most && files[drop].Last <= covered; drop++) bytes -= files[drop].Bytes;
        return drop == 0 ? null : [.. files.Skip(drop)];
    }
}
