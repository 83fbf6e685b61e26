using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>One event of a Worker's history as people see it: without profile, host paths or another program's error text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CreatedView), "worker_created")]
[JsonDerivedType(typeof(UserMessageView), "user_message")]
[JsonDerivedType(typeof(AssistantMessageView), "assistant_message")]
[JsonDerivedType(typeof(ToolCallView), "tool_call")]
[JsonDerivedType(typeof(ToolResultView), "tool_result")]
[JsonDerivedType(typeof(NoteView), "system_note")]
[JsonDerivedType(typeof(UsageView), "usage")]
[JsonDerivedType(typeof(RunStartedView), "run_started")]
[JsonDerivedType(typeof(RunFinishedView), "run_finished")]
[JsonDerivedType(typeof(DesiredStateView), "state_changed")]
[JsonDerivedType(typeof(ErrorView), "error")]
[JsonDerivedType(typeof(ApprovalRequestedView), "approval_requested")]
[JsonDerivedType(typeof(ApprovalResolvedView), "approval_resolved")]
public abstract record TranscriptEvent
{
    /// <summary>1, 2, 3 … per Worker; links name it.</summary>
    public required long Seq { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The run it belongs to.</summary>
    public RunId? Run { get; init; }
}

/// <summary>The Worker exists.</summary>
public sealed record CreatedView(string Profile, string Role, string? Model) : TranscriptEvent;

/// <summary>Input as the model reads it.</summary>
public sealed record UserMessageView(InputKind Kind, string Text) : TranscriptEvent;

/// <summary>The model's words.</summary>
public sealed record AssistantMessageView(string MessageId, string Text, string? Reasoning, bool Partial) : TranscriptEvent;

/// <summary>The model asked for a tool.</summary>
public sealed record ToolCallView(string CallId, string Name, JsonElement Arguments) : TranscriptEvent;

/// <summary>The one result of a call.</summary>
public sealed record ToolResultView(string CallId, ToolResultStatus Status, string Text, bool Truncated) : TranscriptEvent;

/// <summary>A note before the model.</summary>
public sealed record NoteView(string Text) : TranscriptEvent;

/// <summary>Tokens of one model call.</summary>
public sealed record UsageView(string Model, TokenCount Tokens) : TranscriptEvent;

/// <summary>A run began.</summary>
public sealed record RunStartedView(InputKind Kind) : TranscriptEvent;

/// <summary>A run ended.</summary>
public sealed record RunFinishedView(RunOutcome Outcome, Notice? Problem) : TranscriptEvent;

/// <summary>What is wanted of the Worker changed.</summary>
public sealed record DesiredStateView(DesiredState From, DesiredState To) : TranscriptEvent;

/// <summary>Something went wrong that did not end the run.</summary>
public sealed record ErrorView(Notice Problem) : TranscriptEvent;

/// <summary>A call waits for a person's word.</summary>
public sealed record ApprovalRequestedView(ApprovalView Approval) : TranscriptEvent;

/// <summary>It was given, or its time passed.</summary>
public sealed record ApprovalResolvedView(string CallId, bool Allowed, bool Always, string By) : TranscriptEvent;

/// <summary>A frame of a Worker's stream: a snapshot, or what follows the cursor sent as Last-Event-ID, then everything after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "frame")]
[JsonDerivedType(typeof(WorkerSnapshotFrame), "snapshot")]
[JsonDerivedType(typeof(WorkerEventFrame), "event")]
[JsonDerivedType(typeof(WorkerDeltaFrame), "delta")]
[JsonDerivedType(typeof(WorkerClosedFrame), "closed")]
[JsonDerivedType(typeof(WorkerStateFrame), "state")]
public abstract record WorkerFrame;

/// <summary>The Worker, the end of its transcript, and the text in flight.</summary>
public sealed record WorkerSnapshotFrame(
    WorkerView Worker,
    IReadOnlyList<TranscriptEvent> Tail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] WorkerDeltaFrame? InFlight) : WorkerFrame;

/// <summary>A durable event; the stream's <c>id:</c> is the cursor behind it.</summary>
public sealed record WorkerEventFrame(TranscriptEvent Event) : WorkerFrame;

/// <summary>Text of a message being streamed: has no id and does not move the cursor.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Offset">Where the text starts, in UTF-16 units from the message's beginning.</param>
/// <param name="Text">The text.</param>
public sealed record WorkerDeltaFrame(string MessageId, int Offset, string Text) : WorkerFrame;

/// <summary>What the Worker is now doing, after an event changed it; no id.</summary>
public sealed record WorkerStateFrame(WorkerView Worker) : WorkerFrame;

/// <summary>The stream ended on purpose.</summary>
public sealed record WorkerClosedFrame(Notice Problem) : WorkerFrame;
