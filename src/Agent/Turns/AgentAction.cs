using Microsoft.Extensions.AI;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>What a run does next.</summary>
internal abstract record AgentAction
{
    /// <summary>Asks the model, with exactly these messages.</summary>
    public sealed record CallModel(IReadOnlyList<ChatMessage> Messages) : AgentAction;

    /// <summary>Runs calls that have no result yet, in the order the model made them.</summary>
    /// <param name="Calls">The calls.</param>
    /// <param name="Denied">By call id, what the model is told of those among them that must not run.</param>
    public sealed record RunTools(IReadOnlyList<ToolCall> Calls, IReadOnlyDictionary<string, string> Denied) : AgentAction;

    /// <summary>Asks people for calls, which have not begun.</summary>
    public sealed record Ask(IReadOnlyList<Question> Questions) : AgentAction;

    /// <summary>The run is over, or waits.</summary>
    public sealed record Finish(RunEnd End) : AgentAction;
}

/// <summary>A call to ask for.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">What it would do, for people.</param>
/// <param name="Rule">The rule that "always" would keep.</param>
internal sealed record Question(ToolCall Call, string Text, PermissionRule? Rule);
