using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Events of a Worker's history as a browser may see them: the agent's content whole, of faults and profiles only what is ours to show.</summary>
internal static class TranscriptViews
{
    public static TranscriptEvent Of(WorkerEvent e) => e switch
    {
        WorkerCreated x => new CreatedView(x.Profile.Name, x.Profile.Role, x.Profile.Model) { Seq = e.Seq, At = e.At, Run = e.Run },
        UserMessage x => new UserMessageView(x.Kind, x.Text) { Seq = e.Seq, At = e.At, Run = e.Run },
        AssistantMessage x => new AssistantMessageView(x.MessageId, x.Text, x.Reasoning, x.Partial) { Seq = e.Seq, At = e.At, Run = e.Run },
        ToolCall x => new ToolCallView(x.CallId, x.Name, x.Arguments) { Seq = e.Seq, At = e.At, Run = e.Run },
        ToolResult x => new ToolResultView(x.CallId, x.Status, x.Text, x.Truncated) { Seq = e.Seq, At = e.At, Run = e.Run },
        SystemNote x => new NoteView(x.Text) { Seq = e.Seq, At = e.At, Run = e.Run },
        UsageReported x => new UsageView(x.Model, x.Tokens) { Seq = e.Seq, At = e.At, Run = e.Run },
        RunStarted x => new RunStartedView(x.Kind) { Seq = e.Seq, At = e.At, Run = e.Run },
        RunFinished x => new RunFinishedView(x.Outcome, x.Fault is { } fault ? Notices.Of(fault) : null) { Seq = e.Seq, At = e.At, Run = e.Run },
        StateChanged x => new DesiredStateView(x.From, x.To) { Seq = e.Seq, At = e.At, Run = e.Run },
        // Without a run it is the host's own word; an agent's would be of its run.
        ErrorReported x => new ErrorView(x.Run is null ? Notices.InOurWords(x.Fault) : Notices.Of(x.Fault)) { Seq = e.Seq, At = e.At, Run = e.Run },
        ApprovalRequested x => new ApprovalRequestedView(WorkerViews.Approval(x)) { Seq = e.Seq, At = e.At, Run = e.Run },
        ApprovalResolved x => new ApprovalResolvedView(x.CallId, x.Allowed, x.Always, x.By) { Seq = e.Seq, At = e.At, Run = e.Run },
        _ => throw new InvalidOperationException($"No view is made of {e.GetType().Name}."),
    };

    public static WorkerDeltaFrame Of(DeltaFrame delta) => new(delta.MessageId, delta.Offset, delta.Text);
}
