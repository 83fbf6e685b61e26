using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>What a command must satisfy before anything is started for it.</summary>
internal static class CommandRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromHours(1);

    public static Fault? Check(SandboxCommand command)
    {
        if (command.Arguments.Count == 0) return Invalid("The command is empty; name a program.");
        // Arguments reach bubblewrap separated by NUL: one inside a value would be an option of its own.
        if (Texts(command).Any(text => text.Contains('\0', StringComparison.Ordinal))) return Invalid("Arguments, variables and paths of a command hold no NUL characters.");
        if (command.Timeout < Shortest || command.Timeout > Longest) return Invalid("A command's time is between 1 second and 1 hour.");
        if (command.OutputLimit < 2) return Invalid("A command's output limit is at least 2 bytes.");
        if (command.Environment.Keys.FirstOrDefault(k => k.Length == 0 || k.Contains('=', StringComparison.Ordinal)) is { } name)
            return Invalid($"'{name}' is no name of a variable.");
        if (!IsPlain(command.WorkingDirectory)) return Invalid("The working directory is an absolute path without '.' and '..'.");
        return command.Mounts.Select(Check).FirstOrDefault(fault => fault is not null);
    }

    private static Fault? Check(Mount mount)
    {
        if (!IsPlain(mount.Target) || mount.Target is "/" || IsOf(mount.Target, "/proc") || IsOf(mount.Target, "/dev"))
            return Invalid($"Nothing can be mounted at '{mount.Target}'; use a path such as /opt/toolchains/node.");
        if (!Path.IsPathFullyQualified(mount.Source) || !Path.Exists(mount.Source))
            return Invalid($"What should be mounted at '{mount.Target}' does not exist on this machine; correct the profile's mounts.");
        return null;
    }

    private static bool IsPlain(string path) =>
        path == "/" || (path.StartsWith('/') && path[1..].Split('/').All(name => name is not ("" or "." or "..")));

    private static bool IsOf(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(SandboxCommand command) =>
        [.. command.Arguments, command.WorkingDirectory, .. command.Environment.Keys, .. command.Environment.Values, .. command.Mounts.SelectMany(m => (string[])[m.Source, m.Target])];

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
