using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>How far an observer has come, over all its connections: each event once and in order, each piece of text once.</summary>
internal sealed class StreamPlace(string? cursor)
{
    private long? _lastSeq;
    private string? _message;
    private int _offset;

    /// <summary>Behind what to go on; null where nothing was seen yet.</summary>
    public string? Cursor { get; private set; } = cursor;

    /// <summary>What of a frame is new: the frame, a part of it, or null; a fault where it does not follow what was seen.</summary>
    public (ObservationFrame? New, Fault? Fault) Take(ObservationFrame frame) => frame switch
    {
        // Asked to go on behind a cursor, a runtime does not begin anew.
        SnapshotFrame when Cursor is not null => (null, RemoteFaults.Malformed),
        SnapshotFrame snapshot => (Begin(snapshot), null),
        EventFrame { Event.Seq: var seq } when seq <= _lastSeq => (null, null),
        EventFrame { Event.Seq: var seq } when _lastSeq is { } last && seq != last + 1 => (null, RemoteFaults.Malformed),
        EventFrame item => (Move(item), null),
        DeltaFrame delta when delta.Offset < 0 => (null, RemoteFaults.Malformed),
        DeltaFrame delta => (NewOf(delta), null),
        _ => (null, RemoteFaults.Malformed),
    };

    private SnapshotFrame Begin(SnapshotFrame snapshot)
    {
        (Cursor, _lastSeq) = (snapshot.Cursor, snapshot.Worker.LastSeq);
        if (snapshot.InFlight is { } text) (_message, _offset) = (text.MessageId, text.Offset + text.Text.Length);
        return snapshot;
    }

    private EventFrame Move(EventFrame item)
    {
        (Cursor, _lastSeq) = (item.Cursor, item.Event.Seq);
        return item;
    }

    private DeltaFrame? NewOf(DeltaFrame delta)
    {
        var known = delta.MessageId == _message ? _offset : 0;
        var end = delta.Offset + delta.Text.Length;
        if (delta.MessageId == _message && end <= known) return null;
        (_message, _offset) = (delta.MessageId, end);
        return delta.Offset >= known ? delta : new(delta.MessageId, known, delta.Text[(known - delta.Offset)..]);
    }
}
