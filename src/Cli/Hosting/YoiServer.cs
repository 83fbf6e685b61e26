using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Cli;

/// <summary>Everything <c>yoi up</c> runs, joined: the workspaces and the server in front of them.</summary>
internal sealed class YoiServer : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly List<ServedWorkspace> _served = [];
    private readonly List<Task> _failed = [];
    private WorkspaceServer? _server;

    private YoiServer()
    {
    }

    /// <summary>Completes, faulted, when a part of a workspace fails in a way that was not foreseen.</summary>
    public Task Failed { get; private set; } = Task.CompletedTask;

    /// <summary>Where browsers reach it.</summary>
    public Uri Address => _server!.Address;

    /// <summary>A new one-time link to the board.</summary>
    public OneTimeLink NewLink() => _server!.NewLink();

    /// <summary>How the server is set up where nothing else is asked for.</summary>
    public static ServerOptions Listen() => new() { PagesFolder = PagesFolder.Find(), Operator = Operator.Name };

    /// <summary>Starts everything; on a fault nothing is left running.</summary>
    /// <param name="workspaces">The workspaces, at least one; the first is shown first.</param>
    /// <param name="listen">Where the server listens.</param>
    /// <param name="loggers">What is logged to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Result<YoiServer>> StartAsync(IReadOnlyList<WorkspaceFolder> workspaces, ServerOptions listen, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var server = new YoiServer();
        Fault? fault;
        try
        {
            fault = await server.StartPartsAsync(workspaces, listen, loggers, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        if (fault is null) return server;
        await server.DisposeAsync();
        return fault;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // In the opposite order: the server stops taking requests, then each workspace ends.
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task<Fault?> StartPartsAsync(IReadOnlyList<WorkspaceFolder> workspaces, ServerOptions listen, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        foreach (var workspace in workspaces)
        {
            if (!(await WorkspaceParts.StartAsync(workspace, loggers, cancellationToken)).TryGet(out var parts, out var notStarted))
                return workspaces.Count == 1 ? notStarted : notStarted with { Message = $"{workspace.Root}: {notStarted.Message}" };
            _parts.Push(parts);
            _failed.Add(parts.Failed);
            var socket = workspace.Home.Socket(workspace.Root);
            YoiHome.MakePrivate(Path.GetDirectoryName(socket)!);
            _served.Add(new(parts.Surface, socket));
        }

        Failed = Task.WhenAny(_failed).Unwrap();
        var (login, fault) = await LoginFile.ReadAsync(workspaces[0].Home.Login, Environment.GetEnvironmentVariable, cancellationToken);
        if (fault is not null) return fault;
        var listening = await WorkspaceServer.StartAsync(_served, listen with { Login = login }, loggers, cancellationToken);
        if (!listening.TryGet(out var server, out fault)) return fault;
        _parts.Push(server);
        _server = server;
        return null;
    }
}
