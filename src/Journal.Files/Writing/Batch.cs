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
    private readonly Dictionary<StreamId, Staged> _staged = [];

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public int Lines => _lines.Count;

    public int LastLine => _lines[^1].Length;

    /// <summary>Answers the append at once where what is durable decides it, otherwise takes it in.</summary>
    public void Add(PendingAppend append)
    {
        var staged = _staged.GetValueOrDefault(append.Stream);
        var state = staged?.State ?? (streams.TryGet(append.Stream.ToString(), out var known) ? known : null);
        if (append.Older is { } older && state is { AreKeysWhole: false })
        {
            state.Keys.Precede([.. older.Select(a => (a.Key, a.First, a.Last))]);
            state.AreKeysWhole = true;
        }

        if (state?.Fault is { } fault) append.Answer(fault);
        else if (state?.Keys.Find(append.Key) is { } before) append.Answer(before);
        else if (append.Key is not null && staged?.Keys?.GetValueOrDefault(append.Key) is { } twin) _later.Add((append, twin));
        else if (AppendRules.Ended(append.Stream, staged?.IsRetired ?? state?.RetiredAt is not null) is { } ended) Refuse(append, ended, staged);
        else if (AppendRules.Fenced(append.Fence, VersionOf) is { } fenced) Refuse(append, fenced, _staged.GetValueOrDefault(AppendRules.LeaseStream(append.Fence!.Lease)));
        else if (AppendRules.Conflict(append.Stream, append.ExpectedVersion, staged?.Version ?? state?.Version ?? 0) is { } conflict) Refuse(append, conflict, staged);
        else Stage(append, staged ?? (_staged[append.Stream] = new(state ?? new(append.Stream), state is null)));
    }

    /// <summary>Takes the batch into the index and answers it.</summary>
    public void Commit(BatchPlace place, CoalescedHints<StreamId, StreamHead> hints)
    {
        foreach (var line in _lines)
        {
            var state = line.Staged.State;
            state.Apply(new(line.First, place.Offset + line.Offset, place.Segment, line.Length), line.Append.Facts);
            if (line.Staged.IsNew) streams.Add(state.Id, state);
            line.Staged.IsNew = false;
        }

        foreach (var line in _lines) line.Append.Answer(new Appended(line.First, line.First + line.Append.Count - 1, false));
        foreach (var (append, answer) in _later) append.Answer(answer);
        foreach (var staged in _staged.Values) hints.Publish(staged.State.Id, staged.State.Head());
    }

    /// <summary>Answers all that is left with a fault.</summary>
    public void Refuse(Fault fault)
    {
        foreach (var line in _lines) line.Append.Answer(fault);
        foreach (var (append, _) in _later) append.Answer(fault);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _lines.Clear();
        _later.Clear();
        _staged.Clear();
    }

    private long VersionOf(StreamId stream) => _staged.GetValueOrDefault(stream)?.Version ?? (streams.TryGet(stream.ToString(), out var state) ? state.Version : 0);

    private void Refuse(PendingAppend append, Fault conflict, Staged? staged)
    {
        // Against what is not durable yet, only the batch's end tells whether it is a conflict.
        if (staged is null) append.Answer(conflict);
        else _later.Add((append, conflict));
    }

    private void Stage(PendingAppend append, Staged staged)
    {
        var (offset, first) = (_bytes.WrittenCount, staged.Version + 1);
        LineWriter.Write(_bytes, append.Stream, first, append.Body.Span);
        staged.Version += append.Count;
        staged.IsRetired |= append.Facts.RetiredAt is not null;
        if (append.Key is not null) (staged.Keys ??= [])[append.Key] = new(first, staged.Version, true);
        _lines.Add(new(append, staged, first, offset, _bytes.WrittenCount - offset));
    }

    private sealed class Staged(FileStreamState state, bool isNew)
    {
        public FileStreamState State { get; } = state;

        public bool IsNew { get; set; } = isNew;

        public long Version { get; set; } = state.Version;

        public bool IsRetired { get; set; } = state.RetiredAt is not null;

        public Dictionary<string, Appended>? Keys { get; set; }
    }

    private sealed record Line(PendingAppend Append, Staged Staged, long First, int Offset, int Length);
}
