using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>A typed client of a workspace's server, over the Unix socket of the user who runs it.</summary>
public sealed class WorkspaceClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Connects when first used.</summary>
    /// <param name="socketPath">The server's socket.</param>
    public WorkspaceClient(string socketPath)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        _http = new(handler) { BaseAddress = new("http://localhost"), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Null where the server takes requests; <c>server_unavailable</c> where it does not.</summary>
    public async Task<Fault?> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("/health/ready", cancellationToken);
            return response.IsSuccessStatusCode ? null : Unavailable();
        }
        catch (HttpRequestException)
        {
            return Unavailable();
        }
    }

    /// <summary>What the server is doing.</summary>
    public Task<Result<StatusView>> StatusAsync(string workspace, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"/api/workspaces/{Uri.EscapeDataString(workspace)}/status", BrowserJson.Default.StatusView, cancellationToken);

    /// <summary>All Workers.</summary>
    public Task<Result<WorkerPage>> WorkersAsync(string workspace, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"/api/workspaces/{Uri.EscapeDataString(workspace)}/workers", BrowserJson.Default.WorkerPage, cancellationToken);

    /// <summary>The board as it stands.</summary>
    public Task<Result<BoardSnapshot>> BoardAsync(string workspace, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"/api/workspaces/{Uri.EscapeDataString(workspace)}/board", BrowserJson.Default.BoardSnapshot, cancellationToken);

    /// <summary>A new one-time link to the board.</summary>
    public Task<Result<OneTimeLink>> NewLinkAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/auth/links", BrowserJson.Default.OneTimeLink, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<Result<T>> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode) return (await response.Content.ReadFromJsonAsync(type, cancellationToken))!;
            var problem = await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, cancellationToken);
            return new Fault(problem!.Code, problem.Title);
        }
        catch (HttpRequestException)
        {
            return Unavailable();
        }
        catch (JsonException)
        {
            return new Fault(FaultCodes.ServerUnavailable, "The server answered with something this program does not understand; is it of the same version?");
        }
    }

    private static Fault Unavailable() => new(FaultCodes.ServerUnavailable, "No server runs for this workspace. Start it with `yoi up`.");
}
