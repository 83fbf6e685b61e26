using System.Diagnostics;
using System.Text;
using Yoi.Sandbox;
using Yoi.Tests.Unit.Sandbox;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

/// <summary>A real repository with a few files, made by plain git as a user would.</summary>
public sealed class RepositoryFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Date = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TemporaryFolder Host { get; } = new();

    public string Root => Host["repo"];

    public GitRepository Repository { get; private set; } = null!;

    public WorktreeStore Store { get; private set; } = null!;

    public BubblewrapSandbox Sandbox { get; } = new();

    public string First { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host.Write("repo/readme.md", "hello\n");
        Host.Write("repo/src/a.txt", "one\ntwo\nthree\n");
        Host.Write("repo/.yoi/workspace.yaml", "display_name: x\n");
        Host.Write("repo/.gitignore", "ignored/\n");
        Git("init", "-q", "-b", "main");
        First = CommitAll("first");
        Repository = await OpenAsync();
        Store = new(Repository);
    }

    public ValueTask DisposeAsync()
    {
        Host.Dispose();
        return default;
    }

    public async Task<GitRepository> OpenAsync(string state = "state") =>
        (await GitRepository.OpenAsync(new() { Root = Root, StateFolder = Host[state] }, Cancellation)).Value;

    public string CommitAll(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments) => GitIn(Root, arguments);

    public static string GitIn(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "user.name=User", "-c", "user.email=user@example.org", .. arguments]) info.ArgumentList.Add(argument);
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, string.Join(' ', arguments) + ": " + error.GetAwaiter().GetResult());
        return output.TrimEnd('\n');
    }

    public async Task<Worktree> AddAsync(string name, string? commit = null) =>
        (await Store.AddAsync(new() { Name = name, Branch = $"work/{name}", Commit = commit ?? First }, Cancellation)).Value;

    public async Task<HostCommit> CommitAsync(Worktree worktree, string message = "work")
    {
        var request = new CommitRequest { Author = new("Coder", "coder@worker"), Message = message, Date = Date };
        return (await Store.CommitAsync(worktree, request, Cancellation)).Value;
    }

    /// <summary>Runs a shell line in the sandbox of a scope.</summary>
    public async Task<(int? Code, string Text)> InsideAsync(Scope scope, string script)
    {
        if (await Sandbox.CheckAsync(Cancellation) is { } fault) Assert.Skip(fault.ToString());
        var command = new SandboxCommand { Arguments = ["/bin/sh", "-c", "exec 2>&1; " + script], Mounts = scope.Mounts, Environment = scope.Environment };
        var result = (await Sandbox.RunAsync(command, Cancellation)).Value;
        return (result.ExitCode, Encoding.UTF8.GetString(result.Output.Bytes.Span));
    }
}
