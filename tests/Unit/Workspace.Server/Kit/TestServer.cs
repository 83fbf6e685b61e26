using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>A server on a free port and a socket in a folder of its own, with clients for both.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TestFolder _folder;

    private TestServer(TestFolder folder, BoardProjection board, WorkspaceServer server)
    {
        (_folder, Board, Server) = (folder, board, server);
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        Operator = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new("http://operator/") };
    }

    public ManualTime Time { get; private init; } = new();

    public LogBook Log { get; private init; } = new();

    public List<StoredSession> Saved { get; private init; } = [];

    public Surfaces Surfaces { get; private init; } = new();

    public BoardProjection Board { get; }

    public WorkspaceServer Server { get; }

    public HttpClient Http { get; }

    public HttpClient Operator { get; }

    public static async Task<TestServer> StartAsync(
        Func<WorkspaceSurface, WorkspaceSurface>? surface = null, Func<ServerOptions, ServerOptions>? options = null)
    {
        var (folder, time, log, saved) = (new TestFolder(), new ManualTime(), new LogBook(), new List<StoredSession>());
        var board = new BoardProjection(Sample.Workspace);
        var surfaces = new Surfaces();
        var given = new WorkspaceSurface { Board = board, Status = _ => new(Sample.Status), Tickets = surfaces.Tickets(), Workers = surfaces.Workers(), Runtimes = surfaces.Runtimes() };
        var wanted = new ServerOptions
        {
            SocketPath = folder.Socket,
            Time = time,
            SaveSession = (session, _) =>
            {
                saved.Add(session);
                return new((Fault?)null);
            },
        };
        var server = await WorkspaceServer.StartAsync(surface?.Invoke(given) ?? given, options?.Invoke(wanted) ?? wanted, log, CancellationToken.None);
        return new(folder, board, server.Value) { Time = time, Log = log, Saved = saved, Surfaces = surfaces };
    }

    /// <summary>The secret of a new link.</summary>
    public string NewSecret() => new Uri(Server.NewLink().Url).Fragment["#link=".Length..];

    public Task<HttpResponseMessage> PostSecretAsync(string secret) =>
        Http.PostAsync("/api/auth/session", JsonContent.Create(new LinkSecret(secret), BrowserJson.Default.LinkSecret));

    /// <summary>A session by the whole way: link, secret, token.</summary>
    public async Task<string> NewTokenAsync()
    {
        using var response = await PostSecretAsync(NewSecret());
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken))!.Token;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? token = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        change?.Invoke(request);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Operator.Dispose();
        await Server.StopAsync(CancellationToken.None);
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.Socket), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
