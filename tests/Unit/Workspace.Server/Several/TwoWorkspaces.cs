using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>Two workspaces, tea and mate, each with its journal and its operator's socket, served by one server or by one each.</summary>
internal sealed class TwoWorkspaces : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Dictionary<string, HttpClient> _operators = [];
    private WorkspaceServer? _server;
    private HttpClient? _http;

    public Dictionary<string, Surfaces> Surfaces { get; } = new() { ["tea"] = new(), ["mate"] = new() };

    public Dictionary<string, SwitchJournal> Journals { get; } = new() { ["tea"] = new(), ["mate"] = new() };

    public WorkspaceServer Server => _server!;

    public HttpClient Http => _http!;

    public static async Task<TwoWorkspaces> StartAsync(params string[] served)
    {
        var two = new TwoWorkspaces();
        await two.ServeAsync(served.Length > 0 ? served : ["tea", "mate"]);
        return two;
    }

    /// <summary>Serves these from here on, over the journals as they are.</summary>
    public async Task ServeAsync(params string[] served)
    {
        await StopAsync();
        ServedWorkspace[] workspaces = [.. served.Select(id => new ServedWorkspace(Surfaces[id].Whole(new(Sample.Workspace with { Id = id }), Journals[id]), SocketOf(id)))];
        _server = (await WorkspaceServer.StartAsync(workspaces, new() { Time = _time, Operator = "Person" }, null, CancellationToken.None)).Value;
        _http = new() { BaseAddress = _server.Listens };
    }

    /// <summary>The operator of one workspace.</summary>
    public HttpClient OperatorOf(string workspace)
    {
        if (_operators.TryGetValue(workspace, out var known)) return known;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketOf(workspace)), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return _operators[workspace] = new(handler) { BaseAddress = new("http://operator/") };
    }

    /// <summary>A session by a link of a workspace's operator.</summary>
    public async Task<SessionToken> OpenAsync(string workspace)
    {
        using var made = await OperatorOf(workspace).PostAsync("/api/auth/links", null);
        var link = await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.OneTimeLink);
        using var opened = await Http.PostAsync("/api/auth/session", JsonContent.Create(new LinkSecret(new Uri(link!.Url).Fragment["#link=".Length..]), BrowserJson.Default.LinkSecret));
        return (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken))!;
    }

    public static async Task<IssuedToken> IssueAsync(HttpClient admin, NewToken wanted)
    {
        using var made = await admin.PostAsync("/api/auth/tokens", JsonContent.Create(wanted, BrowserJson.Default.NewToken));
        return (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.IssuedToken))!;
    }

    /// <summary>A client that sends a token with all it asks.</summary>
    public HttpClient As(string token)
    {
        var client = new HttpClient { BaseAddress = Server.Listens };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<int> StatusAsync(HttpClient client, string workspace, string path = "board")
    {
        using var response = await client.GetAsync($"/api/workspaces/{workspace}/{path}", HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }

    /// <summary>What is on record in a workspace, newest first, as method and route.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(string workspace) =>
        [.. (await OperatorOf(workspace).GetFromJsonAsync($"/api/workspaces/{workspace}/audit?limit=500", BrowserJson.Default.AuditPage))!.Items.Select(e => $"{e.Method} {e.Route} {e.Status}")];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private string SocketOf(string workspace) => Path.Join(_folder.Root, $"{workspace}.sock");

    private async Task StopAsync()
    {
        _http?.Dispose();
        foreach (var client in _operators.Values) client.Dispose();
        _operators.Clear();
        if (_server is null) return;
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }
}
