using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>How a role is played here.</summary>
public sealed record RoleSettings
{
    /// <summary>A built-in profile (<c>builtin:coder</c>) or one of this workspace's. Executable: in force once trusted.</summary>
    public required string Profile { get; init; }

    /// <summary>Words added to the profile's prompt, at most 16,384 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary>The profile a role has where nothing was said.</summary>
    public static string BuiltinProfile(string role) => $"builtin:{role}";
}

/// <summary>A profile of this workspace: what it changes of the one it extends. A null leaves that one's value.</summary>
public sealed record ProfileSettings
{
    /// <summary>A built-in profile such as <c>builtin:coder</c>; null for that of the role it is used in.</summary>
    public string? Extends { get; init; }

    /// <summary>A provider's name or the base URL of an OpenAI-compatible server.</summary>
    public string? Provider { get; init; }

    /// <summary>The model's name at the provider. Executable like the provider: at a router it decides where code is sent.</summary>
    public string? Model { get; init; }

    /// <summary>The tools it may call.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Folders of the host its sandbox may read.</summary>
    public IReadOnlyList<ToolchainMount> Mounts { get; init; } = [];

    /// <summary>Model calls a run may make, 1 to 1,000. A limit: applies without trust.</summary>
    public int? MaxTurns { get; init; }

    /// <summary>Seconds one shell command may take, 1 to 3,600. A limit: applies without trust.</summary>
    public int? ShellTimeoutSeconds { get; init; }
}
