using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The settings that hold now, and what keeps the file from holding whole.</summary>
public sealed record EffectiveSettings
{
    /// <summary>What holds: the file's harmless part and the last trusted executable part.</summary>
    public required WorkspaceSettings InForce { get; init; }

    /// <summary>The change of the executable part that waits for a person; null where none does.</summary>
    public PendingTrust? Pending { get; init; }

    /// <summary>What is wrong with the file (the last good one is in force) or with what is kept beside it; null where nothing is.</summary>
    public Fault? FileFault { get; init; }
}

/// <summary>An executable part that no person has accepted yet.</summary>
/// <param name="Digest">SHA-256 of it in lower-case hexadecimal: what <see cref="SettingsSource.TrustAsync"/> takes.</param>
/// <param name="Differences">Every difference to what is in force, in order of key; never empty.</param>
public sealed record PendingTrust(string Digest, IReadOnlyList<SettingDifference> Differences);

/// <summary>One difference, for people. Characters that do not show are spelled out, so a terminal shows what will run.</summary>
/// <param name="Key">The key, such as <c>validation.commands[1]</c>; lists count from 1.</param>
/// <param name="Old">What is in force; null where there is nothing.</param>
/// <param name="New">What the file says; null where it says nothing.</param>
public sealed record SettingDifference(string Key, string? Old, string? New);
