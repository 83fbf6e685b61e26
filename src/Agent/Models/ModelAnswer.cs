using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>What one model call brought.</summary>
internal sealed record ModelAnswer
{
    /// <summary>The id its deltas were published under.</summary>
    public required string MessageId { get; init; }

    /// <summary>Exactly the published deltas, joined.</summary>
    public required string Text { get; init; }

    public string? Reasoning { get; init; }

    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];

    public UsageReported? Usage { get; init; }

    /// <summary>Why it broke off; null where it is whole or was cancelled.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>True where the run was ended under it.</summary>
    public bool Cancelled { get; init; }
}
