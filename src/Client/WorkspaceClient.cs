using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>A typed client of a workspace's server, over the Unix socket of the user who runs it.</summary>
public sealed class WorkspaceClient : IDisposable
{
    private readonly ServerHttp _http;

    /// <summary>Connects when first used.</summary>
    /// <param name="socketPath">The server's socket.</param>
    public WorkspaceClient(string socketPath) => _http = new(socketPath);

    /// <summary>The tickets of a workspace.</summary>
    public TicketClient Tickets(string workspace) => new(_http, Path(workspace));

    /// <summary>The Workers of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="time">The clock of waits between tries to connect again.</param>
    public WorkerClient Workers(string workspace, TimeProvider? time = null) => new(_http, Path(workspace), time ?? TimeProvider.System);

    /// <summary>Who may come in and who did what in a workspace.</summary>
    public AccessClient Access(string workspace) => new(_http, Path(workspace));

    /// <summary>The runtimes of a workspace.</summary>
    public RuntimesClient Runtimes(string workspace) => new(_http, Path(workspace));

    /// <summary>Null where the server takes requests; <c>server_unavailable</c> where it does not.</summary>
    public Task<Fault?> ReadyAsync(CancellationToken cancellationToken) => _http.ReadyAsync(cancellationToken);

    /// <summary>What the server is doing.</summary>
    public Task<Result<StatusView>> StatusAsync(string workspace, CancellationToken cancellationToken) =>
        _http.GetAsync($"{Path(workspace)}/status", ReadingJson.Types.StatusView, cancellationToken);

    /// <summary>The board as it stands.</summary>
    public Task<Result<BoardSnapshot>> BoardAsync(string workspace, CancellationToken cancellationToken) =>
        _http.GetAsync($"{Path(workspace)}/board", ReadingJson.Types.BoardSnapshot, cancellationToken);

    /// <summary>A new one-time link to the board.</summary>
    public Task<Result<OneTimeLink>> NewLinkAsync(CancellationToken cancellationToken) => _http.PostAsync("/api/auth/links", ReadingJson.Types.OneTimeLink, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Path(string workspace) => $"/api/workspaces/{Uri.EscapeDataString(workspace)}";
}
