using System.Globalization;

namespace Yoi.Sandbox;

/// <summary>Turns a command into bubblewrap's arguments; pure but for looking whether a mount has a <c>bin</c> folder.</summary>
internal static class SandboxArguments
{
    private const string Home = "/tmp/home";

    /// <summary>The options, in the order they take effect.</summary>
    public static IReadOnlyList<string> For(SandboxCommand command, BubblewrapOptions options, HostSystem system, StartFolder folder)
    {
        List<string> arguments =
        [
            "--unshare-all", "--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000", "--hostname", "yoi",
            "--cap-drop", "ALL", "--new-session", "--die-with-parent", "--clearenv",
        ];
        foreach (var path in system.Folders) arguments.AddRange(["--ro-bind", path, path]);
        foreach (var (link, target) in system.Links) arguments.AddRange(["--symlink", target, link]);
        foreach (var path in system.Settings) arguments.AddRange(["--ro-bind-try", path, path]);
        foreach (var name in StartFolder.Settings) arguments.AddRange(["--ro-bind", folder.PathOf(name), $"/etc/{name}"]);

        var size = options.TemporaryBytes.ToString(CultureInfo.InvariantCulture);
        arguments.AddRange(["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", size, "--tmpfs", "/dev/shm"]);
        arguments.AddRange(["--perms", "1777", "--size", size, "--tmpfs", "/tmp", "--dir", Home, "--dir", command.WorkingDirectory]);
        foreach (var mount in command.Mounts)
            arguments.AddRange([mount.Access == MountAccess.ReadWrite ? "--bind" : "--ro-bind", mount.Source, mount.Target]);

        // A root without capabilities may still write the kernel's settings in /proc/sys (core_pattern is a way out): all of /proc is read-only.
        foreach (var path in (string[])["/proc", "/dev", "/"]) arguments.AddRange(["--remount-ro", path]);
        foreach (var (name, value) in Environment(command)) arguments.AddRange(["--setenv", name, value]);
        arguments.AddRange(["--chdir", command.WorkingDirectory]);
        return arguments;
    }

    /// <summary>The command behind a constant script that lowers its limits; a shell's <c>-u</c> is another one's <c>-p</c>, and <c>-f</c> counts 512 bytes.</summary>
    public static IEnumerable<string> Limited(BubblewrapOptions options, SandboxCommand command) =>
    [
        "/bin/sh", "-c", """ulimit -c 0; ulimit -u "$1" 2>/dev/null || ulimit -p "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; shift 2; exec "$@" """, "sh",
        options.Processes.ToString(CultureInfo.InvariantCulture), (options.FileBytes / 512).ToString(CultureInfo.InvariantCulture), .. command.Arguments,
    ];

    private static Dictionary<string, string> Environment(SandboxCommand command)
    {
        var tools = command.Mounts.Where(IsToolchain).Select(m => $"{m.Target}/bin");
        Dictionary<string, string> variables = new()
        {
            ["PATH"] = string.Join(':', [.. tools, "/usr/local/bin", "/usr/bin", "/bin"]),
            ["HOME"] = Home,
            ["LANG"] = "C.UTF-8",
            ["TMPDIR"] = "/tmp",
        };
        foreach (var (name, value) in command.Environment) variables[name] = value;
        return variables;
    }

    private static bool IsToolchain(Mount mount) =>
        mount.Access == MountAccess.ReadOnly && mount.Target.StartsWith("/opt/", StringComparison.Ordinal) && Directory.Exists(Path.Combine(mount.Source, "bin"));
}
