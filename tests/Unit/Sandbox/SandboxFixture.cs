using System.Text;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>A worktree-like folder at /work, a read-only one at /git, and secrets beside them on the host.</summary>
public sealed class SandboxFixture : IDisposable
{
    public const string Canary = "canary-f1a6b2c9";

    public SandboxFixture()
    {
        Environment.SetEnvironmentVariable("YOI_TEST_CANARY", Canary);
        Secret = Host.Write("host-only/secret", Canary);
        Work = Host.Folder("work");
        Git = Host.Folder("git");
        Host.Write("git/config", "original");
        Host.Folder("git/hooks");
    }

    public TemporaryFolder Host { get; } = new();

    public BubblewrapSandbox Sandbox { get; } = new();

    public string Work { get; }

    public string Git { get; }

    public string Secret { get; }

    public Scope Scope(bool writable = true, params string[] globs) => new()
    {
        Mounts = [new(Work, "/work", writable ? MountAccess.ReadWrite : MountAccess.ReadOnly), new(Git, "/git", MountAccess.ReadOnly)],
        Writable = writable,
        Write = globs is [] ? GlobSet.All : new(globs),
    };

    public SandboxCommand Shell(string script) => new() { Arguments = ["/bin/sh", "-c", script], Mounts = Scope().Mounts, Timeout = TimeSpan.FromSeconds(30) };

    public Task<(int? Code, string Out, string Error)> RunAsync(string script) => RunAsync(Shell(script));

    public async Task<(int? Code, string Out, string Error)> RunAsync(SandboxCommand command)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (await Sandbox.CheckAsync(cancellation) is { } fault) Assert.Skip(fault.ToString());
        var result = (await Sandbox.RunAsync(command, cancellation)).Value;
        return (result.ExitCode, Encoding.UTF8.GetString(result.Output.Bytes.Span), Encoding.UTF8.GetString(result.Error.Bytes.Span));
    }

    /// <summary>Processes of this machine whose command line holds the text.</summary>
    public static IEnumerable<int> ProcessesWith(string marker)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            var id = int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture);
            if (id != Environment.ProcessId && CommandLine(folder).Contains(marker, StringComparison.Ordinal)) yield return id;
        }
    }

    public void Dispose() => Host.Dispose();

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // Gone between listing and looking.
        }
    }
}
