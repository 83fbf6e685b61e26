using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Yoi.Agent;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Sandbox;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Cli;

/// <summary>One workspace as it runs: journal, workspace, runtime with the built-in agent.</summary>
internal sealed class WorkspaceParts : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private Meter? _meter;
    private WorkspaceHost? _host;

    private WorkspaceParts()
    {
    }

    /// <summary>Completes, faulted, when a part of the workspace fails in a way that was not foreseen.</summary>
    public Task Failed => _host!.Failed;

    /// <summary>What of it the server can reach.</summary>
    public WorkspaceSurface Surface => WorkspaceSurface.Of(_host!, token => _host!.StatusAsync(YoiVersion.Text, token));

    /// <summary>Starts everything; on a fault nothing is left running.</summary>
    public static async Task<Result<WorkspaceParts>> StartAsync(WorkspaceFolder workspace, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var parts = new WorkspaceParts();
        Fault? fault;
        try
        {
            fault = await parts.StartPartsAsync(workspace, loggers, cancellationToken);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }

        if (fault is null) return parts;
        await parts.DisposeAsync();
        return fault.Code == FaultCodes.StoreLocked ? fault with { Message = "A server runs for this workspace already. `yoi open` opens its board; end it before you start another." } : fault;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _meter?.Dispose();
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task<Fault?> StartPartsAsync(WorkspaceFolder workspace, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var state = workspace.Home.Workspace(workspace.Root);
        YoiHome.MakePrivate(state);
        var opened = await FileJournal.OpenAsync(new() { Root = Path.Combine(state, "journal"), Logger = loggers.CreateLogger<FileJournal>() }, cancellationToken);
        if (!opened.TryGet(out var journal, out var fault)) return fault;
        _parts.Push(journal);
        _meter = Telemetry.Measure(journal);

        var sandbox = new BubblewrapSandbox();
        var hosted = await WorkspaceHost.OpenAsync(new()
        {
            Root = workspace.Root,
            StateFolder = state,
            TicketIndex = workspace.Home.TicketIndex,
            TrustFolder = workspace.Home.Trust,
            Journal = journal,
            Secrets = ProtectedSecrets.In(Path.Combine(state, "secrets")),
            Environment = Environment.GetEnvironmentVariable,
            Sandbox = sandbox,
            BuiltinProfiles = BuiltinProfiles.Find,
            Loggers = loggers,
            Reached = CrashPoint.FromEnvironment(),
        }, cancellationToken);
        if (!hosted.TryGet(out var host, out fault)) return fault;
        _host = host;

        var backend = new AgentBackend(new()
        {
            Sandbox = sandbox,
            Scopes = (worker, request, token) => GrantAsync(host, worker, request, token),
            Models = profile => ModelProviders.Create(profile, Environment.GetEnvironmentVariable),
            TicketTools = host.TicketTools,
            Secrets = ModelProviders.Secrets(Environment.GetEnvironmentVariable),
            Logger = loggers.CreateLogger<AgentBackend>(),
        });
        var started = await WorkerRuntime.OpenAsync(
            new() { Journal = journal, Execution = backend, Profiles = BuiltinProfiles.Find, Logger = loggers.CreateLogger<WorkerRuntime>() }, cancellationToken);
        if (!started.TryGet(out var runtime, out fault)) return fault;
        host.Registry.Add(new EmbeddedSource(runtime));

        // Disposed in the opposite order: the workspace ends its loops, then the Workers end, then the journal closes.
        _parts.Push(runtime);
        _parts.Push(host);
        return await host.StartAsync(cancellationToken);
    }

    private static async ValueTask<Result<ScopeGrant>> GrantAsync(WorkspaceHost host, WorkerRef worker, CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (request.Worktree is null) return ScopeGrant.None;
        return (await host.ScopeAsync(worker, cancellationToken)).TryGet(out var scope, out var fault) ? new ScopeGrant(scope) : fault;
    }
}
