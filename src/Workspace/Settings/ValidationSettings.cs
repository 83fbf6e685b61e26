using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What the host runs, in a sandbox and a fresh checkout, to check work.</summary>
public sealed record ValidationSettings
{
    /// <summary>Shell command lines, in order, at most 32 of at most 4,096 characters each.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Seconds one of them may take, 1 to 3,600.</summary>
    public int TimeoutSeconds { get; init; } = 600;

    /// <summary>Folders of the host they may read.</summary>
    public IReadOnlyList<ToolchainMount> Mounts { get; init; } = [];
}
