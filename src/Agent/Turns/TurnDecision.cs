using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>Decides a run's next step from what is recorded, and from nothing else.</summary>
internal static class TurnDecision
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The next step.</summary>
    /// <param name="history">The Worker's whole history.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="run">The run.</param>
    /// <param name="acts">Whether a call does anything; people are not asked for one that is refused anyway.</param>
    public static AgentAction Decide(IReadOnlyList<WorkerEvent> history, Profile profile, RunId run, Func<ToolCall, bool> acts)
    {
        var facts = new RunFacts(history, run);
        var seen = history.Count == 0 ? 0 : history[^1].Seq;
        if (facts.Open.Count > 0) return profile.Permissions.Count == 0 ? new AgentAction.RunTools(facts.Open, None) : Permitted(facts, history, profile, acts, seen);
        if (facts.IsAnswered) return new AgentAction.Finish(new(RunOutcome.Completed) { Seen = seen });
        var limit = Math.Clamp(profile.MaxTurns, 1, 1_000);
        if (facts.Answers >= limit)
        {
            return new AgentAction.Finish(new(
                RunOutcome.LimitReached,
                new(FaultCodes.LimitReached, $"The run made {facts.Answers} model calls, which is its limit. Send another input to go on, or raise max_turns in the profile.")));
        }

        return new AgentAction.CallModel(RequestBuilder.Messages(history, profile));
    }

    /// <summary>What the rules let run comes first, then the questions; what was asked for runs when all of it is answered, so that a run that waits has begun nothing.</summary>
    private static AgentAction Permitted(RunFacts facts, IReadOnlyList<WorkerEvent> history, Profile profile, Func<ToolCall, bool> acts, long seen)
    {
        var rules = PermissionRules.Of(profile, history);
        var questions = new List<Question>();
        var ready = new List<ToolCall>();
        var denied = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in facts.Open.Where(c => !facts.IsAsked(c)))
        {
            var verdict = acts(call) ? rules.Decide(call) : Verdict.Allowed;
            if (verdict is Verdict.Ask ask) questions.Add(new(call, QuestionText.Of(call), ask.Rule));
            else ready.Add(call);
            if (verdict is Verdict.Deny deny) denied[call.CallId] = deny.Reason;
        }

        if (ready.Count > 0) return new AgentAction.RunTools(ready, denied);
        if (questions.Count > 0) return new AgentAction.Ask(questions);
        foreach (var call in facts.Open)
        {
            if (facts.AnswerTo(call) is not { } answer) return new AgentAction.Finish(RunEnd.Parked(seen));
            if (!answer.Allowed) denied[call.CallId] = QuestionText.Denial(answer);
        }

        return new AgentAction.RunTools(facts.Open, denied);
    }
}
