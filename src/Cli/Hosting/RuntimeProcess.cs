using Microsoft.Extensions.Logging;
using Yoi.Agent;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;
using Yoi.Sandbox;

namespace Yoi.Cli;

/// <summary>Everything <c>yoi runtime serve</c> runs, joined: journal, worktrees where it has a repository for them, runtime with the built-in agent, server.</summary>
internal sealed class RuntimeProcess : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private TokenFile? _tokens;
    private WorkerRuntime? _runtime;
    private RuntimeServer? _server;

    private RuntimeProcess()
    {
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _server!.Address;

    /// <summary>Starts everything; on a fault nothing is left running.</summary>
    public static async Task<Result<RuntimeProcess>> StartAsync(RuntimeSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (settings.Check() is { } invalid) return invalid;
        var process = new RuntimeProcess();
        try
        {
            if (await process.StartPartsAsync(settings, loggers, cancellationToken) is not { } fault) return process;
            await process.DisposeAsync();
            return fault.Code == FaultCodes.StoreLocked ? fault with { Message = $"Another process uses the store in {settings.Root}. End it, or give this one another --root." } : fault;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no more work, gives runs some time to end, parks or ends the rest, tells watchers, and ends.</summary>
    public async Task StopAsync()
    {
        await _server!.DrainAsync(CancellationToken.None);
        await _runtime!.Management.StopAsync(CancellationToken.None);
        await _server.StopAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
        _tokens?.Dispose();
    }

    private async Task<Fault?> StartPartsAsync(RuntimeSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // What is cheap and may be wrong comes before what takes a store.
        if (!settings.Certificate().TryGet(out var certificate, out var fault)) return fault;
        if (!TokenFile.Open(settings.TokenFile, TimeProvider.System, loggers.CreateLogger<TokenFile>()).TryGet(out _tokens, out fault)) return fault;
        var journal = (IJournal?)null;
        if (settings.OnFiles)
        {
            YoiHome.MakePrivate(settings.Root!);
            if (!(await FileJournal.OpenAsync(new() { Root = settings.Root!, Logger = loggers.CreateLogger<FileJournal>() }, cancellationToken)).TryGet(out var files, out fault)) return fault;
            journal = files;
        }

        journal ??= new MemoryJournal();
        _parts.Push(journal);
        var sandbox = new BubblewrapSandbox();
        var repository = (HostRepository?)null;
        if (settings.Repository is { } folder)
        {
            if (!(await HostRepository.OpenAsync(folder, sandbox, loggers, cancellationToken)).TryGet(out repository, out fault)) return fault;
            _parts.Push(repository);
        }

        var opened = await WorkerRuntime.OpenAsync(
            new() { Id = RuntimeId.Parse("runtime", null), Journal = journal, Execution = Backend(sandbox, repository, loggers), Profiles = BuiltinProfiles.Find, Logger = loggers.CreateLogger<WorkerRuntime>() }, cancellationToken);
        if (!opened.TryGet(out _runtime, out fault)) return fault;
        _parts.Push(_runtime);
        var options = new RuntimeServerOptions { Bind = settings.Bind, Tokens = _tokens, Certificate = certificate.Value, BehindProxy = settings.BehindProxy, Worktrees = repository?.Worktrees };
        if (!(await RuntimeServer.StartAsync(_runtime, options, loggers, cancellationToken)).TryGet(out _server, out fault)) return fault;
        _parts.Push(_server);
        return null;
    }

    private static AgentBackend Backend(ISandbox sandbox, HostRepository? repository, ILoggerFactory loggers) => new(new()
    {
        Sandbox = sandbox,
        Scopes = (_, request, token) => GrantAsync(repository, request, token),
        Models = profile => ModelProviders.Create(profile, Environment.GetEnvironmentVariable),
        Secrets = ModelProviders.Secrets(Environment.GetEnvironmentVariable),
        Logger = loggers.CreateLogger<AgentBackend>(),
    });

    private static async ValueTask<Result<ScopeGrant>> GrantAsync(HostRepository? repository, CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (request.Worktree is null) return ScopeGrant.None;
        if (repository is null) return new Fault(FaultCodes.Unsupported, "This runtime's host keeps no worktrees; start it with --repository, or create the Worker without one.");
        return (await repository.ScopeAsync(request, cancellationToken)).TryGet(out var scope, out var fault) ? new ScopeGrant(scope) : fault;
    }
}
