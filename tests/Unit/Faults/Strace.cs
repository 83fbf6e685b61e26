using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Yoi.Tests.Unit.Faults;

/// <summary>One call of the system at a path of a store: its name, and which call of that name it is, from 1.</summary>
internal readonly record struct SystemCall(string Name, int Number)
{
    /// <summary>Whether it may change what is on the disk. A file that was opened and is empty is met before its first write.</summary>
    public bool Writes => Name is not ("open" or "openat" or "pread64");
}

/// <summary>strace(1), which kills a process at a call of the system or makes the call fail.</summary>
internal static partial class Strace
{
    private const string Program = "/usr/bin/strace";

    // Those that a processor does not have are passed over.
    private const string Traced = "?open,openat,pread64,pwrite64,write,?rename,renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,fsync,fdatasync,ftruncate,"
        + "?chmod,fchmod,fchmodat,?link,linkat,flock,syncfs";

    public static void Require()
    {
        if (!File.Exists(Program)) Assert.Skip("strace is not installed; it kills processes at chosen calls of the system.");
        using var probe = Process.Start(new ProcessStartInfo(Program, ["-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
        probe.WaitForExit();
        if (probe.ExitCode != 0) Assert.Skip("strace may trace nothing here; it kills processes at chosen calls of the system.");
    }

    /// <summary>Runs a process; its calls at the paths are written to the log and tampered with as <paramref name="inject"/> says.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo traced, IEnumerable<string> paths, string log, string? inject)
    {
        string[] tampering = inject is null ? [] : ["-e", $"inject={inject}"];
        var start = new ProcessStartInfo(
            Program, ["-f", "-y", "-s", "0", "-o", log, "-e", $"trace={Traced}", .. tampering, .. paths.SelectMany(p => (string[])["-P", p]), traced.FileName, .. traced.ArgumentList])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in traced.Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await error).ShouldBe("");
        return (process.ExitCode, output);
    }

    /// <summary>The calls of a log, in order, with what they were called with.</summary>
    public static IReadOnlyList<(SystemCall Call, string Arguments)> Read(string log)
    {
        Dictionary<string, int> counts = [];
        List<(SystemCall, string)> calls = [];
        foreach (var match in File.ReadLines(log).Select(line => Line().Match(line)).Where(m => m.Success))
        {
            var name = match.Groups[1].Value;
            counts[name] = counts.GetValueOrDefault(name) + 1;
            calls.Add((new(name, counts[name]), match.Groups[2].Value));
        }

        return calls;
    }

    [GeneratedRegex("^[0-9]+ +([a-z0-9_]+)\\((.*)")]
    private static partial Regex Line();
}
