using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Finds toolchains a sandbox would not see: those outside the system folders, such as Node under a version manager.</summary>
internal static class Toolchains
{
    private static readonly string[] Known = ["node", "dotnet", "go", "cargo", "python3"];

    /// <summary>A mount for each found one.</summary>
    public static IReadOnlyList<ToolchainMount> Find()
    {
        var mounts = new List<ToolchainMount>();
        foreach (var program in Known)
        {
            if (Locate(program) is { } folder && !IsSystem(folder)) mounts.Add(new(folder, $"/opt/toolchains/{program}"));
        }

        return mounts;
    }

    /// <summary>The folder a program is installed in: above its <c>bin</c>, with links followed.</summary>
    private static string? Locate(string program)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, program));
            if (!file.Exists) continue;
            var real = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
            var bin = Path.GetDirectoryName(real)!;
            return Path.GetFileName(bin) == "bin" ? Path.GetDirectoryName(bin) : null;
        }

        return null;
    }

    private static bool IsSystem(string folder) => folder is "/" or "/usr" || folder.StartsWith("/usr/", StringComparison.Ordinal);
}
