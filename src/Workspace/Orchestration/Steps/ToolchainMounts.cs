using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Workspace;

/// <summary>Declared toolchains as mounts.</summary>
internal static class ToolchainMounts
{
    public static IReadOnlyList<Mount> Of(IEnumerable<ToolchainMount> mounts) => [.. mounts.Select(m => new Mount(m.Source, m.Target, MountAccess.ReadOnly))];
}
