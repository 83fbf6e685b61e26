using System.Diagnostics;

namespace Yoi.Tests.Unit.Architecture.Launching;

/// <summary>
/// A small repository with this one's scripts in it, and a PATH that holds nothing but a few plain tools and stand-ins for dotnet, git and bwrap, so that what a script
/// says of a missing program can be seen.
/// </summary>
internal sealed class ScriptBench : IDisposable
{
    private static readonly string[] PlainTools =
        ["bash", "env", "readlink", "dirname", "find", "flock", "mkdir", "touch", "mv", "rm", "cat", "sleep", "mktemp", "grep", "sed", "tr", "timeout", "chmod"];

    private const string FakeDotnet = """
        #!/bin/bash
        if [ "$1" = --list-sdks ]; then cat "$BENCH/sdks"; exit; fi
        echo "$*" >>"$BENCH/builds"
        if [ -e "$BENCH/gate" ]; then until [ -e "$BENCH/open" ]; do sleep 0.02; done; fi
        if [ -e "$BENCH/broken" ]; then echo "error CS1002: ; expected"; exit 1; fi
        mkdir -p artifacts/bin/Cli/release
        printf '#!/bin/bash\necho "$PWD|$#|$*"\nexit "${YOI_EXIT:-0}"\n' >artifacts/bin/Cli/release/yoi
        chmod +x artifacts/bin/Cli/release/yoi
        """;

    public ScriptBench()
    {
        foreach (var tool in PlainTools) File.CreateSymbolicLink(Path.Combine(Folder("bin"), tool), Find(tool));
        Program("dotnet", FakeDotnet);
        Program("git", "#!/bin/bash\necho \"git version $(cat \"$BENCH/git-version\")\"\n");
        Program("bwrap", "#!/bin/bash\n");
        Program("chromium", "#!/bin/bash\n");
        Write("sdks", "8.0.100 [/x]\n10.0.100 [/x]\n");
        Write("git-version", "2.39.5");
        foreach (var script in (string[])["yoi", "test", "eng/prerequisites.sh"])
        {
            Folder(Path.Combine("repo", Path.GetDirectoryName(script)!));
            File.Copy(Path.Combine(Repository.Root, script), In("repo", script));
        }

        foreach (var file in (string[])["src/Cli/Cli.csproj", "src/Cli/Program.cs", "Directory.Build.props", "global.json", "nuget.config", "eng/banned/Clock.txt"])
        {
            Folder(Path.Combine("repo", Path.GetDirectoryName(file)!));
            Write($"repo/{file}", "");
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("yoi launch ").FullName;

    public int Builds => File.Exists(In("builds")) ? File.ReadAllLines(In("builds")).Length : 0;

    public string In(params string[] names) => Path.Combine([Root, .. names]);

    public string Folder(string name) => Directory.CreateDirectory(In(name)).FullName;

    public void Write(string name, string text) => File.WriteAllText(In(name), text);

    /// <summary>Puts a program on the scripts' PATH.</summary>
    public void Program(string name, string script)
    {
        Write($"bin/{name}", script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(In("bin", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public Process Start(string script, string[] arguments, string? folder = null, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo(script) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Root };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("PATH", In("bin")), ("HOME", Root), ("BENCH", Root), ("TMPDIR", Root)]) start.Environment[name] = value;
        if (variable is { } more) start.Environment[more.Name] = more.Value;
        return Process.Start(start)!;
    }

    public async Task<Ran> RunAsync(string script, params string[] arguments)
    {
        using var process = Start(script, arguments);
        return await FinishAsync(process);
    }

    public static async Task<Ran> FinishAsync(Process process)
    {
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Where a program of this machine lies; null where it has none.</summary>
    public static string? FindTool(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    private static string Find(string tool) => FindTool(tool)
        ?? throw new InvalidOperationException($"The tests of the scripts need '{tool}'.");
}

/// <summary>How a script ended.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error);
