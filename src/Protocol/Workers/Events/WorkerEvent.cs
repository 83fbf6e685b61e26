using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>One entry of a Worker's only history. <see cref="Seq"/>, <see cref="At"/> and <see cref="Run"/> are set by the runtime when it commits the event.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WorkerCreated), "worker_created")]
[JsonDerivedType(typeof(UserMessage), "user_message")]
[JsonDerivedType(typeof(AssistantMessage), "assistant_message")]
[JsonDerivedType(typeof(ToolCall), "tool_call")]
[JsonDerivedType(typeof(ToolResult), "tool_result")]
[JsonDerivedType(typeof(SystemNote), "system_note")]
[JsonDerivedType(typeof(UsageReported), "usage")]
[JsonDerivedType(typeof(RunStarted), "run_started")]
[JsonDerivedType(typeof(RunFinished), "run_finished")]
[JsonDerivedType(typeof(StateChanged), "state_changed")]
[JsonDerivedType(typeof(ErrorReported), "error")]
[JsonDerivedType(typeof(ApprovalRequested), "approval_requested")]
[JsonDerivedType(typeof(ApprovalResolved), "approval_resolved")]
public abstract record WorkerEvent
{
    /// <summary>1, 2, 3 … per Worker, without gaps, never reused.</summary>
    public long Seq { get; init; }

    /// <summary>When it was committed.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The run it belongs to.</summary>
    public RunId? Run { get; init; }

    /// <summary>The sequence number of the event that caused it, where there is one.</summary>
    public long? Parent { get; init; }
}
