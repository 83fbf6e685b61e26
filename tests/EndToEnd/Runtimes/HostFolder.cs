using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>A runtime's folder with a git repository beside it, for a host that keeps worktrees.</summary>
internal sealed class HostFolder : IDisposable
{
    private readonly RuntimeFolder _runtime = new();

    private HostFolder()
    {
    }

    public RuntimeFolder Runtime => _runtime;

    public string Repository => Path.Combine(_runtime.Folder, "repository");

    /// <summary>The environment with what is the host's own in the test's folder; a crash may be asked for.</summary>
    public Dictionary<string, string> Environment => new(RuntimeFolder.Environment) { ["YOI_HOME"] = Path.Combine(_runtime.Folder, "home") };

    public static async Task<HostFolder> Make()
    {
        var host = new HostFolder();
        Directory.CreateDirectory(host.Repository);
        await File.WriteAllTextAsync(Path.Combine(host.Repository, "readme.md"), "hello\n", TestContext.Current.CancellationToken);
        await host.Git("init", "-q", "-b", "main");
        await host.Git("add", "-A");
        await host.Git("commit", "-q", "-m", "first");
        return host;
    }

    public Task<string> Git(params string[] arguments) => Run.Git(Repository, arguments);

    public Server Serve(string? crashAt = null, params string[] more)
    {
        var environment = Environment;
        if (crashAt is not null) environment["YOI_CRASH_AT"] = crashAt;
        return Server.Start(_runtime.Folder, environment, ["runtime", "serve", "--token-file", _runtime.Tokens, "--root", _runtime.Store, "--repository", Repository, "--with-parent", .. more]);
    }

    public static AddWorktreeCall Call(string name) => new(name, $"work/{name}", "main");

    public void Dispose() => _runtime.Dispose();
}
