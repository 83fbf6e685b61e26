using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Finds toolchains a sandbox would not see: those outside the system folders, such as Node under a version manager.</summary>
internal static class Toolchains
{
    private static readonly string[] Known = ["node", "dotnet", "go", "cargo", "python3"];

    /// <summary>A mount for each found one.</summary>
    public static IReadOnlyList<ToolchainMount> Find(YoiHome home)
    {
        var mounts = new List<ToolchainMount>();
        foreach (var program in Known)
        {
            if (Locate(program) is { } folder && !IsSystem(folder) && !IsPersonal(folder, home)) mounts.Add(new(folder, $"/opt/toolchains/{program}"));
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

    /// <summary>
    /// Folders that hold more than a toolchain: the user's own (<c>~/bin/node</c> is installed in all of it), those where programs keep credentials beside their <c>bin</c>,
    /// and any above what Yoi keeps. A person who wants one seen names it in the settings.
    /// </summary>
    private static bool IsPersonal(string folder, YoiHome home)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Holds(folder, user) || Holds(folder, home.Folder) || folder == Path.Combine(user, ".local") || folder == Path.Combine(user, ".cargo");
    }

    private static bool Holds(string folder, string other) => other == folder || other.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static bool IsSystem(string folder) => folder is "/" or "/usr" || folder.StartsWith("/usr/", StringComparison.Ordinal);
}
