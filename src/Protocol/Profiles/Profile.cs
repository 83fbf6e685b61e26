namespace Yoi.Protocol;

/// <summary>How a Worker acts: which agent and model, with which words, tools and limits. Stored whole with the Worker made from it.</summary>
public sealed record Profile
{
    /// <summary>Its name, such as <c>builtin:coder</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The role it plays: coder, reviewer.</summary>
    public required string Role { get; init; }

    /// <summary>A provider's name (<c>openai</c>) or the base URL of an OpenAI-compatible server (<c>http://127.0.0.1:8080/v1</c>); null where none is set up.</summary>
    public string? Provider { get; init; }

    /// <summary>The model's name at that provider.</summary>
    public string? Model { get; init; }

    /// <summary>The system prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The names of the tools it may call.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>Model calls a run may make, 1 to 1,000; default 50.</summary>
    public int MaxTurns { get; init; } = 50;

    /// <summary>Seconds one shell command may take, 1 to 3,600; default 120.</summary>
    public int ShellTimeoutSeconds { get; init; } = 120;

    /// <summary>Rules on its tool calls. Empty: every tool runs, as in an attempt, where scope and sandbox are the walls.</summary>
    public IReadOnlyList<PermissionRule> Permissions { get; init; } = [];

    /// <summary>Toolchains outside the system folders that its sandbox may read.</summary>
    public IReadOnlyList<ToolchainMount> Mounts { get; init; } = [];
}
