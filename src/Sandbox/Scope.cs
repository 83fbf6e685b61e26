namespace Yoi.Sandbox;

/// <summary>What one Worker may reach: the mounts of its worktree and the paths it may change there.</summary>
public sealed record Scope
{
    /// <summary>Where the worktree lies inside every sandbox.</summary>
    public const string Root = "/work";

    /// <summary>The worktree at <see cref="Root"/> and the read-only git folders beside it.</summary>
    public required IReadOnlyList<Mount> Mounts { get; init; }

    /// <summary>Variables that make git inside find its folders.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>True where the worktree may be changed at all.</summary>
    public required bool Writable { get; init; }

    /// <summary>Paths that may be changed, relative to <see cref="Root"/>.</summary>
    public required GlobSet Write { get; init; }
}
