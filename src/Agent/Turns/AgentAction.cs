using Microsoft.Extensions.AI;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>What a run does next.</summary>
internal abstract record AgentAction
{
    /// <summary>Asks the model, with exactly these messages.</summary>
    public sealed record CallModel(IReadOnlyList<ChatMessage> Messages) : AgentAction;

    /// <summary>Runs the calls that have no result yet, in the order the model made them.</summary>
    public sealed record RunTools(IReadOnlyList<ToolCall> Calls) : AgentAction;

    /// <summary>The run is over.</summary>
    public sealed record Finish(RunEnd End) : AgentAction;
}
