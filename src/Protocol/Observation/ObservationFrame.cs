using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What an observer of one Worker receives: a snapshot, then everything after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "frame")]
[JsonDerivedType(typeof(SnapshotFrame), "snapshot")]
[JsonDerivedType(typeof(EventFrame), "event")]
[JsonDerivedType(typeof(DeltaFrame), "delta")]
[JsonDerivedType(typeof(ClosedFrame), "closed")]
public abstract record ObservationFrame;

/// <summary>The Worker as it stands, the end of its transcript, and the text in flight.</summary>
/// <param name="Worker">The Worker.</param>
/// <param name="Tail">Its last events, oldest first, at most 200.</param>
/// <param name="InFlight">The message being streamed, from its first character.</param>
/// <param name="Cursor">Points behind the last event of the tail.</param>
public sealed record SnapshotFrame(
    WorkerSummary Worker,
    IReadOnlyList<WorkerEvent> Tail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DeltaFrame? InFlight,
    string Cursor) : ObservationFrame;

/// <summary>A durable event and the cursor behind it.</summary>
public sealed record EventFrame(WorkerEvent Event, string Cursor) : ObservationFrame;

/// <summary>Text of a message being streamed: transient, does not move the cursor, may be merged with its neighbours.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Offset">Where the text starts, in UTF-16 units from the message's beginning.</param>
/// <param name="Text">The text.</param>
public sealed record DeltaFrame(string MessageId, int Offset, string Text) : ObservationFrame;

/// <summary>The stream ended on purpose.</summary>
public sealed record ClosedFrame(Fault Fault) : ObservationFrame;
