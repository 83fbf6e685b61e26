using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Bench.Runtime;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Bench.Servers;

/// <summary>A workspace's server over an embedded runtime with one Worker at work. It bears more streams of one caller than it would of a person.</summary>
internal static class WorkspaceServing
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task RunAsync(string folder, Action<string, string> say)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "repository")).FullName;
        await Repository.MakeAsync(root);
        var settings = Directory.CreateDirectory(Path.Combine(root, ".yoi")).FullName;
        await File.WriteAllTextAsync(Path.Combine(settings, "workspace.yaml"), "workspace_id: bench\ndisplay_name: Bench\norchestration:\n  target_branch: main\n");
        await using var journal = new MemoryJournal();
        await using var host = await OpenAsync(root, folder, journal);
        await using var runtime = await Histories.OpenAsync(journal, new LineBackend());
        host.Registry.Add(new EmbeddedSource(runtime));
        if (await host.StartAsync(None) is { } notStarted) throw new InvalidOperationException($"{notStarted}");
        var closed = Directory.CreateTempSubdirectory("yoi-bench-");
        var served = new ServedWorkspace(WorkspaceSurface.Of(host, token => host.StatusAsync("0", token)), Path.Combine(closed.FullName, "socket"));
        await using var server = (await WorkspaceServer.StartAsync([served], new() { Limits = new() { CallerBurst = 10_000, StreamsPerCaller = 10_000 } }, null, None)).Value;
        var worker = await Histories.CreateAsync(runtime);
        await runtime.Interaction.SendInputAsync(worker, WorkerInput.User("Go", "go"), None);
        say("listening", $"{server.Address}");
        say("link", new Uri(server.NewLink().Url).Fragment["#link=".Length..]);
        say("stream", $"api/workspaces/bench/runtimes/{runtime.Id}/workers/{worker}/stream");
        await PacedLines.Over;
        await server.StopAsync(None);
        closed.Delete(recursive: true);
    }

    private static async Task<WorkspaceHost> OpenAsync(string root, string folder, IJournal journal) => (await WorkspaceHost.OpenAsync(
        new()
        {
            Root = root,
            StateFolder = Path.Combine(folder, "state"),
            TrustFolder = Path.Combine(folder, "trust"),
            Journal = journal,
            Secrets = new(secret => secret, kept => kept),
            Sandbox = new BubblewrapSandbox(),
            BuiltinProfiles = name => new() { Name = name, Role = "coder", Prompt = "Work.", Tools = [] },
            Loggers = NullLoggerFactory.Instance,
        },
        None)).Value;
}
