using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>HTTP to a workspace's server over the Unix socket of the user who runs it; failures come back as faults.</summary>
internal sealed class ServerHttp : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;

    public ServerHttp(string socketPath)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(socketPath, cancellationToken) };
        _http = new(handler) { BaseAddress = new("http://localhost"), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public static Fault Unavailable { get; } = new(FaultCodes.ServerUnavailable, "No server runs for this workspace. Start it with `yoi up`.");

    private static Fault TimedOut { get; } = new(FaultCodes.Timeout, "The server did not answer in time; see what it does with `yoi status`, then try again.");

    private static Fault NotUnderstood { get; } = new(FaultCodes.ServerUnavailable, "The server answered with something this program does not understand; is it of the same version?");

    public async Task<Fault?> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("/health/ready", cancellationToken);
            return response.IsSuccessStatusCode ? null : Unavailable;
        }
        catch (HttpRequestException)
        {
            return Unavailable;
        }
    }

    public Task<Result<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(new(HttpMethod.Get, path), type, cancellationToken);

    /// <summary>Posts without a body.</summary>
    public Task<Result<T>> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(new(HttpMethod.Post, path), type, cancellationToken);

    /// <summary>Posts a body; the key makes twice once.</summary>
    public Task<Result<T>> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? key, CancellationToken cancellationToken)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, bodyType, Json) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request, type, cancellationToken);
    }

    /// <summary>Deletes what a path names.</summary>
    public Task<Result<T>> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(new(HttpMethod.Delete, path), type, cancellationToken);

    /// <summary>Deletes what a path names, for which there is no answer but that it is done.</summary>
    public async Task<Fault?> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.DeleteAsync(path, cancellationToken);
            return response.IsSuccessStatusCode ? null : await ProblemOfAsync(response, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return Unavailable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimedOut;
        }
    }

    /// <summary>Opens a stream of server-sent events behind a cursor; the caller disposes the response.</summary>
    public async Task<Result<HttpResponseMessage>> OpenAsync(string path, string? after, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response) return await ProblemOfAsync(response, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return Unavailable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable;
        }
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
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
    }

    private async Task<Result<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var sent = request;
        try
        {
            using var response = await _http.SendAsync(sent, cancellationToken);
            if (!response.IsSuccessStatusCode) return await ProblemOfAsync(response, cancellationToken);
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) is { } value ? value : NotUnderstood;
        }
        catch (HttpRequestException)
        {
            return Unavailable;
        }
        catch (JsonException)
        {
            return NotUnderstood;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimedOut;
        }
    }

    private static async Task<Fault> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ReadingJson.Types.ProblemView, cancellationToken) is { } problem ? new(problem.Code, problem.Title) : NotUnderstood;
        }
        catch (JsonException)
        {
            return NotUnderstood;
        }
    }
}
