using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The tool calls of one run: which were made, and which have no result yet.</summary>
internal sealed class CallLedger
{
    /// <summary>Calls without result at most, so that all can be settled in one append.</summary>
    public const int MostOpen = 256;

    private readonly HashSet<string> _made = [];
    private readonly Dictionary<string, long> _open = [];

    /// <summary>The calls without result and the numbers of their events.</summary>
    public IReadOnlyDictionary<string, long> Open => _open;

    /// <summary>Why events may not be recorded as they are: a call made twice, a result without its call, too many at once.</summary>
    public Fault? Check(IReadOnlyList<WorkerEvent> events)
    {
        HashSet<string> made = [], settled = [];
        foreach (var item in events)
        {
            if (item is ToolCall call && (_made.Contains(call.CallId) || !made.Add(call.CallId)))
                return new(FaultCodes.Invalid, $"The tool call '{call.CallId}' was made before in this run; a call's id is unique.");
            if (item is ToolResult result && (!(_open.ContainsKey(result.CallId) || made.Contains(result.CallId)) || !settled.Add(result.CallId)))
                return new(FaultCodes.Invalid, $"The tool call '{result.CallId}' is not open; a call has exactly one result.");
        }

        return _open.Count + made.Count - settled.Count > MostOpen
            ? new(FaultCodes.TooLarge, $"A run has at most {MostOpen} tool calls without result at once.")
            : null;
    }

    /// <summary>Takes note of a recorded event.</summary>
    public void Apply(WorkerEvent item)
    {
        if (item is ToolCall call && _made.Add(call.CallId)) _open[call.CallId] = call.Seq;
        if (item is ToolResult result) _open.Remove(result.CallId);
    }

    /// <summary>Gives results and questions the number of their call as parent, where it is known and none is given.</summary>
    public WorkerEvent WithParent(WorkerEvent item) => item switch
    {
        ToolResult { Parent: null } result when _open.TryGetValue(result.CallId, out var seq) => result with { Parent = seq },
        ApprovalRequested { Parent: null } question when _open.TryGetValue(question.CallId, out var seq) => question with { Parent = seq },
        _ => item,
    };
}
