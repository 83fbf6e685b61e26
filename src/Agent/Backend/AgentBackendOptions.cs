using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>What the built-in agent needs from its host.</summary>
public sealed record AgentBackendOptions
{
    /// <summary>Where tools run.</summary>
    public required ISandbox Sandbox { get; init; }

    /// <summary>From a Worker's worktree to what it may reach.</summary>
    public required ScopeResolver Scopes { get; init; }

    /// <summary>
    /// Makes a Worker's model client, which the Worker then owns; usually <see cref="ModelProviders.Create"/>. A fault (<c>provider_missing</c>) refuses the Worker.
    /// </summary>
    public required Func<Profile, Result<IChatClient>> Models { get; init; }

    /// <summary>Takes the ticket tools' calls; null where there is no workspace, and then they are refused.</summary>
    public TicketToolHandler? TicketTools { get; init; }

    /// <summary>
    /// Values, such as the providers' keys, that are taken out of what models and tools say before it is recorded or shown. Those below 8 characters are not looked for.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Patience with model providers.</summary>
    public ModelCallOptions ModelCalls { get; init; } = new();

    /// <summary>How long a call waits for a person's word before it counts as denied; more than zero, default 1 hour.</summary>
    public TimeSpan ApprovalTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The log. Neither prompts nor answers nor keys go there.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
