using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>The files of the log in order; writes go behind the last one.</summary>
internal sealed class SegmentLog(IDisk disk, string folder, int segmentBytes, int firstUnsorted) : IDisposable
{
    private readonly Dictionary<int, Segment> _byNumber = [];
    private readonly Lock _lock = new();
    private Segment? _last;
    private bool _suspect;
    private volatile int _firstUnsorted = firstUnsorted;
    private volatile bool _isClosed;

    /// <summary>The first file whose lines are not in the streams' own files; files before it stay for their damage. Set by the sorter only.</summary>
    public int FirstUnsorted
    {
        get => _firstUnsorted;
        set => _firstUnsorted = value;
    }

    /// <summary>Nothing is read from it any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Told on the writer's thread that a file is finished and another has begun.</summary>
    public Action Rolled { get; set; } = () => { };

    /// <summary>Bytes in files that nothing is written to any more and that are not sorted.</summary>
    public long FinishedBytes
    {
        get
        {
            lock (_lock) return _byNumber.Values.Where(s => s != _last && s.Number >= _firstUnsorted).Sum(s => s.Length);
        }
    }

    /// <summary>A file; null where its lines lie in the streams' own files now.</summary>
    public Segment? Find(int number)
    {
        lock (_lock) return _byNumber.GetValueOrDefault(number);
    }

    /// <summary>The files in order, with or without the one that is written to.</summary>
    public IReadOnlyList<Segment> Finished(bool withLast)
    {
        lock (_lock) return [.. _byNumber.Values.Where(s => withLast || s != _last).OrderBy(s => s.Number)];
    }

    /// <summary>Deletes a file whose lines are all elsewhere. Reads under way end as they began.</summary>
    public void Remove(Segment segment)
    {
        lock (_lock)
        {
            _byNumber.Remove(segment.Number);
            if (_last == segment) _last = null;
        }

        disk.Delete(segment.Path);
        segment.Dispose();
    }

    public void Add(Segment segment)
    {
        lock (_lock) _byNumber.Add(segment.Number, segment);
        _last = segment;
    }

    /// <summary>
    /// Writes and syncs a batch of whole lines. After a failure the file ends where it ended before, or nothing more is written until that is so again.
    /// </summary>
    public Result<BatchPlace> Append(ReadOnlySpan<byte> batch, int lastLine)
    {
        try
        {
            if (_suspect) Heal(_last!);
            if (_last is null || (_last.Length > 0 && _last.Length + batch.Length > segmentBytes)) Roll();
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return DiskFaults.From(exception);
        }

        var segment = _last!;
        try
        {
            segment.Handle.Write(batch, segment.Length);
            segment.Handle.Flush();
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            _suspect = true;
            TryHeal(segment);
            return DiskFaults.From(exception);
        }

        var place = new BatchPlace(segment.Number, segment.Length);
        segment.Length += batch.Length;
        segment.LastLine = lastLine;
        return place;
    }

    public void Dispose()
    {
        _isClosed = true;
        foreach (var segment in _byNumber.Values) segment.Dispose();
    }

    private void Roll()
    {
        var number = Math.Max(_last?.Number ?? 0, _firstUnsorted - 1) + 1;
        var path = Path.Combine(folder, Segment.FileName(number));
        // A roll that failed half-way may have left an empty file of this name.
        var segment = Segment.Open(disk, number, path, FileMode.OpenOrCreate);
        try
        {
            if (segment.Length > 0) throw new IOException($"The file '{path}' is not this journal's.");
            disk.SyncFolder(folder);
        }
        catch
        {
            segment.Dispose();
            throw;
        }

        Add(segment);
        Rolled();
    }

    private void TryHeal(Segment segment)
    {
        try
        {
            Heal(segment);
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            // Stays suspect: the next append tries again before it writes, and answers with what it meets.
            _suspect = true;
        }
    }

    /// <summary>
    /// After a failed write or sync neither the handle nor the page cache is believed: the file is opened anew, cut back to what was acknowledged,
    /// synced, and its last line read again.
    /// </summary>
    private void Heal(Segment segment)
    {
        segment.Reopen();
        if (segment.Handle.Length < segment.Length) throw new IOException($"The file '{segment.Path}' lost acknowledged bytes.");
        segment.Handle.Length = segment.Length;
        segment.Handle.Flush();
        if (segment.LastLine > 0)
        {
            var line = new byte[segment.LastLine];
            var read = segment.Handle.Read(line, segment.Length - line.Length);
            if (read != line.Length || !LineReader.IsWhole(line.AsSpan(0, line.Length - 1)))
                throw new IOException($"The last acknowledged line of '{segment.Path}' cannot be read back.");
        }

        _suspect = false;
    }
}

/// <summary>Where a batch was written.</summary>
internal readonly record struct BatchPlace(int Segment, long Offset);
