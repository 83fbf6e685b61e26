using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The questions of one run: which calls were asked for, and what was answered.</summary>
internal sealed class ApprovalLedger
{
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<string, ApprovalResolved> _answers = [];
    private readonly Dictionary<string, TaskCompletionSource> _open = [];

    /// <summary>Questions without answer whose call has no result, oldest first.</summary>
    public IReadOnlyList<ApprovalRequested> Pending { get; private set; } = [];

    /// <summary>Whether the call was ever asked for.</summary>
    public bool IsAsked(string call) => _asked.Contains(call);

    /// <summary>The answer that was given, or null.</summary>
    public ApprovalResolved? AnswerTo(string call) => _answers.GetValueOrDefault(call);

    /// <summary>Completes when a pending question is no longer pending.</summary>
    public Task SettledAsync(string call) => _open.TryGetValue(call, out var open) ? open.Task : Task.CompletedTask;

    /// <summary>Why questions may not be recorded as they are: without an open call, or for the second time.</summary>
    public Fault? Check(IReadOnlyList<WorkerEvent> events, CallLedger calls)
    {
        HashSet<string> made = [], asked = [];
        foreach (var item in events)
        {
            if (item is ToolCall call) made.Add(call.CallId);
            if (item is ApprovalRequested question && (!(calls.Open.ContainsKey(question.CallId) || made.Contains(question.CallId)) || IsAsked(question.CallId) || !asked.Add(question.CallId)))
                return new(FaultCodes.Invalid, $"The tool call '{question.CallId}' is not open or was asked for before; a call is asked for once.");
        }

        return null;
    }

    /// <summary>Takes note of a recorded event.</summary>
    public void Apply(WorkerEvent item)
    {
        if (item is ApprovalRequested question && _asked.Add(question.CallId))
        {
            Pending = [.. Pending, question];
            _open[question.CallId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (item is ApprovalResolved answer && _answers.TryAdd(answer.CallId, answer)) Settle(answer.CallId);
        if (item is ToolResult result) Settle(result.CallId);
    }

    private void Settle(string call)
    {
        if (!_open.Remove(call, out var open)) return;
        Pending = [.. Pending.Where(question => question.CallId != call)];
        open.SetResult();
    }
}
