using System.Buffers;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>
/// Appends that become durable together. Each is decided in order against the streams as they will be once those before it are written;
/// nothing of that is seen by anyone before the batch is on disk.
/// </summary>
internal sealed class Batch(StreamTable<FileStreamState> streams)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private readonly List<Line> _lines = [];
    private readonly List<(PendingAppend Append, Result<Appended> Answer)> _later = [];
    private readonly List<FileStreamState> _staged = [];
    private readonly Dictionary<StreamId, FileStreamState> _made = [];

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public int Lines => _lines.Count;

    public int LastLine => _lines[^1].Length;

    /// <summary>Answers the append at once where what is durable decides it, otherwise takes it in.</summary>
    public void Add(PendingAppend append)
    {
        var state = Find(append.Stream);
        var staged = state?.Staged;
        var (version, isRetired, unusable) = state?.Now ?? default;
        if (append.Older is { } older && state is { AreKeysWhole: false })
        {
            state.Keys.Precede([.. older.Select(a => (a.Key, a.First, a.Last))]);
            state.AreKeysWhole = true;
        }

        if (unusable is not null) append.Answer(unusable);
        else if (state?.Keys.Find(append.Key) is { } before) append.Answer(before);
        else if (append.Key is not null && staged?.Keys?.GetValueOrDefault(append.Key) is { } twin) _later.Add((append, twin));
        else if (AppendRules.Ended(append.Stream, staged?.IsRetired ?? isRetired) is { } ended) Refuse(append, ended, staged);
        else if (AppendRules.Fenced(append.Fence, VersionOf) is { } fenced) Refuse(append, fenced, Find(AppendRules.LeaseStream(append.Fence!.Lease))?.Staged);
        else if (AppendRules.Conflict(append.Stream, append.ExpectedVersion, staged?.Version ?? version) is { } conflict) Refuse(append, conflict, staged);
        else Stage(append, state ?? Make(append.Stream), staged ?? new(version, isRetired));
    }

    /// <summary>Takes the batch into the index and answers it.</summary>
    public void Commit(BatchPlace place, CoalescedHints<StreamId, StreamHead> hints)
    {
        foreach (var line in _lines) line.State.Apply(new(line.First, place.Offset + line.Offset, place.Segment, line.Length), line.Append.Facts);
        foreach (var state in _made.Values) streams.Add(state.Id, state);
        foreach (var line in _lines) line.Append.Answer(new Appended(line.First, line.First + line.Append.Events.Count - 1, false));
        foreach (var (append, answer) in _later) append.Answer(answer);
        if (!hints.IsWatched) return;
        foreach (var state in _staged) hints.Publish(state.Id, state.Head());
    }

    /// <summary>Answers all that is left with a fault.</summary>
    public void Refuse(Fault fault)
    {
        foreach (var line in _lines) line.Append.Answer(fault);
        foreach (var (append, _) in _later) append.Answer(fault);
    }

    public void Clear()
    {
        foreach (var state in _staged) state.Staged = null;
        _bytes.ResetWrittenCount();
        _lines.Clear();
        _later.Clear();
        _staged.Clear();
        _made.Clear();
    }

    private FileStreamState? Find(StreamId stream) => streams.TryGet(stream, out var state) || _made.TryGetValue(stream, out state) ? state : null;

    private long VersionOf(StreamId stream) => Find(stream) is { } state ? state.Staged?.Version ?? state.Version : 0;

    private void Refuse(PendingAppend append, Fault conflict, StagedStream? staged)
    {
        // Against what is not durable yet, only the batch's end tells whether it is a conflict.
        if (staged is null) append.Answer(conflict);
        else _later.Add((append, conflict));
    }

    private FileStreamState Make(StreamId stream)
    {
        var state = new FileStreamState(stream);
        _made.Add(stream, state);
        return state;
    }

    private void Stage(PendingAppend append, FileStreamState state, StagedStream staged)
    {
        if (state.Staged is null)
        {
            state.Staged = staged;
            _staged.Add(state);
        }

        var (offset, first) = (_bytes.WrittenCount, staged.Version + 1);
        LineWriter.Write(_bytes, first, append);
        staged.Version += append.Events.Count;
        staged.IsRetired |= append.RetiredAt is not null;
        if (append.Key is not null) (staged.Keys ??= [])[append.Key] = new(first, staged.Version, true);
        _lines.Add(new(append, state, first, offset, _bytes.WrittenCount - offset));
    }

    private readonly record struct Line(PendingAppend Append, FileStreamState State, long First, int Offset, int Length);
}
