using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>Decides a run's next step from what is recorded, and from nothing else.</summary>
internal static class TurnDecision
{
    public static AgentAction Decide(IReadOnlyList<WorkerEvent> history, Profile profile, RunId run)
    {
        var answers = 0;
        AssistantMessage? last = null;
        var lastCalls = 0;
        var open = new List<ToolCall>();
        foreach (var @event in history)
        {
            if (@event.Run != run) continue;
            switch (@event)
            {
                case AssistantMessage message:
                    (answers, last, lastCalls) = (answers + 1, message, 0);
                    break;
                case ToolCall call:
                    lastCalls++;
                    open.Add(call);
                    break;
                case ToolResult result:
                    open.RemoveAll(c => c.CallId == result.CallId);
                    break;
            }
        }

        if (open.Count > 0) return new AgentAction.RunTools(open);
        if (last is { Partial: false } && lastCalls == 0) return new AgentAction.Finish(new(RunOutcome.Completed));
        var limit = Math.Clamp(profile.MaxTurns, 1, 1_000);
        if (answers >= limit)
        {
            return new AgentAction.Finish(new(
                RunOutcome.LimitReached,
                new(FaultCodes.LimitReached, $"The run made {answers} model calls, which is its limit. Send another input to go on, or raise max_turns in the profile.")));
        }

        return new AgentAction.CallModel(RequestBuilder.Messages(history, profile));
    }
}
