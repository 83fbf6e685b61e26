using Microsoft.Extensions.Logging;
using Yoi.Agent;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;
using Yoi.Sandbox;

namespace Yoi.Cli;

/// <summary>Everything <c>yoi runtime serve</c> runs, joined: journal, runtime with the built-in agent, server. It has no worktrees, so its Workers have no file and no shell tools.</summary>
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
        var opened = await WorkerRuntime.OpenAsync(
            new() { Id = RuntimeId.Parse("runtime", null), Journal = journal, Execution = Backend(loggers), Profiles = BuiltinProfiles.Find, Logger = loggers.CreateLogger<WorkerRuntime>() }, cancellationToken);
        if (!opened.TryGet(out _runtime, out fault)) return fault;
        _parts.Push(_runtime);
        var options = new RuntimeServerOptions { Bind = settings.Bind, Tokens = _tokens, Certificate = certificate.Value, BehindProxy = settings.BehindProxy };
        if (!(await RuntimeServer.StartAsync(_runtime, options, loggers, cancellationToken)).TryGet(out _server, out fault)) return fault;
        _parts.Push(_server);
        return null;
    }

    private static AgentBackend Backend(ILoggerFactory loggers) => new(new()
    {
        Sandbox = new BubblewrapSandbox(),
        Scopes = (_, request, _) => new(request.Worktree is null
            ? ScopeGrant.None
            : new Fault(FaultCodes.Unsupported, "This runtime has no worktrees; create the Worker without one.")),
        Models = profile => ModelProviders.Create(profile, Environment.GetEnvironmentVariable),
        Secrets = ModelProviders.Secrets(Environment.GetEnvironmentVariable),
        Logger = loggers.CreateLogger<AgentBackend>(),
    });
}
