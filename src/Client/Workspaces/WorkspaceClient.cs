using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>
/// A typed client of a workspaces' server: over HTTP with an API token, or over the Unix socket of the user who runs it. Every failure is a fault with the server's code and sentence, or
/// <c>server_unavailable</c> or <c>timeout</c>. Reading is tried again until the deadline where the line broke or the server has too much to do, and so are changes that a key makes once.
/// </summary>
public sealed class WorkspaceClient : IDisposable
{
    private readonly ServerHttp _http;

    /// <summary>Over the server's socket; connects when first used.</summary>
    /// <param name="socketPath">The server's socket.</param>
    public WorkspaceClient(string socketPath) => _http = new(socketPath, new() { Address = new("http://localhost"), Token = "", Deadline = TimeSpan.FromSeconds(60) });

    private WorkspaceClient(WorkspaceClientOptions options) => _http = new(options);

    /// <summary>A client over HTTP, which connects when first used; <c>invalid</c> for options that cannot be used.</summary>
    public static Result<WorkspaceClient> Create(WorkspaceClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Check() is { } fault ? fault : new WorkspaceClient(options);
    }

    /// <summary>The tickets of a workspace.</summary>
    public TicketClient Tickets(string workspace) => new(_http, Path(workspace));

    /// <summary>The objectives of a workspace.</summary>
    public ObjectiveClient Objectives(string workspace) => new(_http, Path(workspace));

    /// <summary>Attempts at the tickets of a workspace, and their receipts.</summary>
    public AttemptClient Attempts(string workspace) => new(_http, Path(workspace));

    /// <summary>The worktrees of a workspace.</summary>
    public WorktreeClient Worktrees(string workspace) => new(_http, Path(workspace));

    /// <summary>The Workers of a workspace.</summary>
    public WorkerClient Workers(string workspace) => new(_http, Path(workspace));

    /// <summary>Who may come in and who did what in a workspace.</summary>
    public AccessClient Access(string workspace) => new(_http, Path(workspace));

    /// <summary>The runtimes of a workspace.</summary>
    public RuntimesClient Runtimes(string workspace) => new(_http, Path(workspace));

    /// <summary>A workspace as a whole: what waits for a person, what was used, how it is set up.</summary>
    public OverviewClient Overview(string workspace) => new(_http, Path(workspace));

    /// <summary>Null where the server takes requests; <c>server_unavailable</c> where it does not.</summary>
    public Task<Fault?> ReadyAsync(CancellationToken cancellationToken) => _http.ReadyAsync(cancellationToken);

    /// <summary>Who this client is to the server.</summary>
    public Task<Result<CallerView>> MeAsync(CancellationToken cancellationToken) => _http.GetAsync(new("api/auth/me"), BrowserJson.Default.CallerView, cancellationToken);

    /// <summary>The workspaces that this client may enter; their ids are what everything else takes.</summary>
    public Task<Result<WorkspaceList>> ListAsync(CancellationToken cancellationToken) => _http.GetAsync(new("api/workspaces"), BrowserJson.Default.WorkspaceList, cancellationToken);

    /// <summary>What the server is doing.</summary>
    public Task<Result<StatusView>> StatusAsync(string workspace, CancellationToken cancellationToken) =>
        _http.GetAsync(Path(workspace).To("status"), BrowserJson.Default.StatusView, cancellationToken);

    /// <summary>The board as it stands.</summary>
    public Task<Result<BoardSnapshot>> BoardAsync(string workspace, CancellationToken cancellationToken) =>
        _http.GetAsync(Path(workspace).To("board"), BrowserJson.Default.BoardSnapshot, cancellationToken);

    /// <summary>
    /// Watches the board: a snapshot, then cards as they change. A lost connection is taken up again with a new snapshot, which replaces all before it, as long as the client's patience lasts; the last
    /// result is the fault that says why there is no more.
    /// </summary>
    public IAsyncEnumerable<Result<BoardFrame>> WatchBoardAsync(string workspace, CancellationToken cancellationToken) =>
        new ServerStream<BoardFrame>(_http, Path(workspace).To("board").To("stream"), BrowserJson.Default.BoardFrame, _ => null).RunAsync(null, cancellationToken);

    /// <summary>A new one-time link to the board; over the operator's socket only.</summary>
    public Task<Result<OneTimeLink>> NewLinkAsync(CancellationToken cancellationToken) =>
        _http.DoAsync(HttpMethod.Post, new("api/auth/links"), BrowserJson.Default.OneTimeLink, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static ApiPath Path(string workspace) => new ApiPath("api/workspaces").Named(workspace);
}
