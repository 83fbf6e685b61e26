using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>What one run's events come to: how far it is, and what is open.</summary>
internal sealed class RunFacts
{
    private readonly Dictionary<string, ApprovalResolved> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<ToolCall> _open = [];
    private AssistantMessage? _last;
    private int _lastCalls;
    private long _lastMessage;

    public RunFacts(IReadOnlyList<WorkerEvent> history, RunId run)
    {
        foreach (var item in history)
        {
            if (item.Run == run) Take(item);
        }
    }

    /// <summary>Model answers, those that broke off included.</summary>
    public int Answers { get; private set; }

    /// <summary>Calls without result, in the order the model made them.</summary>
    public IReadOnlyList<ToolCall> Open => _open;

    /// <summary>True where the last answer is whole, asks for no tool, and saw every message.</summary>
    public bool IsAnswered => _last is { Partial: false } && _lastCalls == 0 && _lastMessage <= (_last.Parent ?? _last.Seq);

    /// <summary>Whether the call was asked for.</summary>
    public bool IsAsked(ToolCall call) => _asked.Contains(call.CallId);

    /// <summary>What was answered, or null.</summary>
    public ApprovalResolved? AnswerTo(ToolCall call) => _answers.GetValueOrDefault(call.CallId);

    private void Take(WorkerEvent item)
    {
        switch (item)
        {
            case UserMessage message:
                _lastMessage = message.Seq;
                break;
            case AssistantMessage answer:
                (Answers, _last, _lastCalls) = (Answers + 1, answer, 0);
                break;
            case ToolCall call:
                _lastCalls++;
                _open.Add(call);
                break;
            case ToolResult result:
                _open.RemoveAll(c => c.CallId == result.CallId);
                break;
            case ApprovalRequested question:
                _asked.Add(question.CallId);
                break;
            case ApprovalResolved answer:
                _answers.TryAdd(answer.CallId, answer);
                break;
        }
    }
}
