using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>A server on a free port and a socket in a folder of its own, with clients for both.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private const int Plenty = 1_000_000;

    private readonly TestFolder _folder;

    private TestServer(TestFolder folder, BoardProjection board, WorkspaceServer server)
    {
        (_folder, Board, Server) = (folder, board, server);
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Listens };
        Operator = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new("http://operator/") };
    }

    public ManualTime Time { get; private init; } = new();

    public LogBook Log { get; private init; } = new();

    public SwitchJournal Journal { get; private init; } = new();

    public Surfaces Surfaces { get; private init; } = new();

    public BoardProjection Board { get; }

    public WorkspaceServer Server { get; }

    public HttpClient Http { get; }

    public HttpClient Operator { get; }

    /// <summary>The operator's.</summary>
    public string Socket => _folder.Socket;

    public static async Task<TestServer> StartAsync(
        Func<WorkspaceSurface, WorkspaceSurface>? surface = null, Func<ServerOptions, ServerOptions>? options = null, SwitchJournal? journal = null)
    {
        var (folder, time, log) = (new TestFolder(), new ManualTime(), new LogBook());
        journal ??= new();
        var board = new BoardProjection(Sample.Workspace);
        var surfaces = new Surfaces();
        var given = surfaces.Whole(board, journal);
        var wanted = new ServerOptions
        {
            Time = time,
            Operator = "Person",
            // Whoever asks for it is told of limits; the others ask as fast as they can.
            Limits = new() { CallerBurst = Plenty, OpenBurst = Plenty, FailedBurst = Plenty },
        };
        var server = await WorkspaceServer.StartAsync([new(surface?.Invoke(given) ?? given, folder.Socket)], options?.Invoke(wanted) ?? wanted, log, CancellationToken.None);
        return new(folder, board, server.Value) { Time = time, Log = log, Journal = journal, Surfaces = surfaces };
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

    /// <summary>An API token, made as the operator makes one.</summary>
    public async Task<IssuedToken> IssueAsync(AccessRole role, int days = 90, string name = "robot")
    {
        using var response = await Operator.PostAsync("/api/auth/tokens", JsonContent.Create(new NewToken(name, role, days), BrowserJson.Default.NewToken));
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.IssuedToken))!;
    }

    public async Task RevokeAsync(string what, string id) => (await Operator.DeleteAsync($"/api/auth/{what}/{id}")).EnsureSuccessStatusCode().Dispose();

    /// <summary>What is on record, newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string query = "?limit=500") =>
        (await Operator.GetFromJsonAsync($"/api/workspaces/tea/audit{query}", BrowserJson.Default.AuditPage))!.Items;

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
