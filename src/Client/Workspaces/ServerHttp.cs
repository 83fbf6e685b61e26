using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>HTTP to a workspace's server, in its API's types; failures come back as faults.</summary>
internal sealed class ServerHttp : IDisposable
{
    private const int MostKey = 128;
    private const int MostCursor = 1024;

    private readonly HttpLine _line;
    private readonly ServerFaults _faults;

    /// <summary>Over the network, with a token.</summary>
    public ServerHttp(WorkspaceClientOptions options)
        : this(options, new(ServerFaults.Away), line => line with { Base = new(options.Address.AbsoluteUri.TrimEnd('/') + "/"), Token = new("Bearer", options.Token) })
    {
    }

    /// <summary>Over the socket of the user who runs the server.</summary>
    public ServerHttp(string socketPath, WorkspaceClientOptions limits)
        : this(limits, new(ServerFaults.NoServer), line => line with { Socket = socketPath })
    {
    }

    private ServerHttp(WorkspaceClientOptions options, ServerFaults faults, Func<HttpLineOptions, HttpLineOptions> where)
    {
        (Options, _faults) = (options, faults);
        _line = new(where(new()
        {
            Base = new("http://localhost/"),
            Deadline = options.Deadline,
            MostBytes = options.MostBytes,
            Time = options.Time,
            Faults = faults.OnTheWay,
            Passes = Passes,
        }));
    }

    public WorkspaceClientOptions Options { get; }

    /// <summary>Reads.</summary>
    public Task<Result<T>> GetAsync<T>(ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(path, new(HttpMethod.Get, path.Text) { IsRepeatable = true }, type, cancellationToken);

    /// <summary>Reads a file.</summary>
    public Task<Result<byte[]>> DownloadAsync(ApiPath path, CancellationToken cancellationToken) =>
        SendAsync<byte[]>(path, new(HttpMethod.Get, path.Text) { IsRepeatable = true, Accept = "*/*" }, answer => answer.Body, cancellationToken);

    /// <summary>Changes something once for a key; one is made where there is none, so that it can be sent again.</summary>
    public Task<Result<T>> ChangeAsync<TBody, T>(ApiPath path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? key, CancellationToken cancellationToken, string? seen = null)
        where T : class => SendAsync(
            path, new(HttpMethod.Post, path.Text) { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType), IsRepeatable = true, Headers = [Key(key), .. seen is null ? [] : ((string, string)[])[("If-Match", $"\"{seen}\"")]] },
            type, cancellationToken);

    /// <summary>The same without a body.</summary>
    public Task<Result<T>> ChangeAsync<T>(HttpMethod method, ApiPath path, JsonTypeInfo<T> type, string? key, CancellationToken cancellationToken)
        where T : class => SendAsync(path, new(method, path.Text) { IsRepeatable = true, Headers = [Key(key)] }, type, cancellationToken);

    /// <summary>Changes something that takes no key.</summary>
    public Task<Result<T>> DoAsync<TBody, T>(ApiPath path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(path, new(HttpMethod.Post, path.Text) { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) }, type, cancellationToken);

    /// <summary>The same without a body.</summary>
    public Task<Result<T>> DoAsync<T>(HttpMethod method, ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(path, new(method, path.Text), type, cancellationToken);

    /// <summary>Deletes what a path names, for which there is no answer but that it is done.</summary>
    public async Task<Fault?> DeleteAsync(ApiPath path, CancellationToken cancellationToken) =>
        (await SendAsync<HttpAnswer>(path, new(HttpMethod.Delete, path.Text), answer => answer, cancellationToken)).Fault;

    /// <summary>Whether the server takes work, asked once.</summary>
    public async Task<Fault?> ReadyAsync(CancellationToken cancellationToken) =>
        (await SendAsync<HttpAnswer>(new(""), new(HttpMethod.Get, "health/ready") { Accept = "*/*" }, answer => answer, cancellationToken)).Fault is null ? null : _faults.OnTheWay.Unreachable;

    /// <summary>Opens a stream behind a cursor.</summary>
    public async Task<Result<EventFrames>> OpenAsync(ApiPath path, string? after, CancellationToken cancellationToken)
    {
        if (!path.IsFine) return ServerFaults.NoName;
        if (after is not null && !IsHeader(after, MostCursor)) return ServerFaults.NoCursor;
        return await _line.OpenAsync(path.Text, after, _faults.Of, cancellationToken);
    }

    public void Dispose() => _line.Dispose();

    private static (string Name, string Value) Key(string? key) => ("Idempotency-Key", key ?? $"{Guid.NewGuid():N}");

    private static bool IsHeader(string value, int most) => value.Length > 0 && value.Length <= most && value.All(c => c is > ' ' and <= '~');

    private Task<Result<T>> SendAsync<T>(ApiPath path, HttpCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(
            path, call,
            answer => answer.MediaType == HttpAnswer.Json && JsonReading.TryRead(answer.Body, ReadingJson.Of(type), out var value) ? value : ServerFaults.Malformed,
            cancellationToken);

    private async Task<Result<T>> SendAsync<T>(ApiPath path, HttpCall call, Func<HttpAnswer, Result<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (!path.IsFine) return ServerFaults.NoName;
        if (!call.Headers.All(header => IsHeader(header.Value, MostKey))) return ServerFaults.NoKey;
        return await _line.SendAsync(call, answer => answer.IsSuccess ? read(answer) : _faults.Of(answer), cancellationToken);
    }

    /// <summary>
    /// Too much to do is said before anything is done, and where nobody answers nothing was sent: any call may be made again. After a broken connection only what is once for a key may. A refusal that may
    /// pass says of a change neither that it was done nor that it was not: only reading goes on then.
    /// </summary>
    private bool Passes(HttpCall call, Fault fault, HttpAnswer? answer) => answer switch
    {
        null => fault == _faults.OnTheWay.Unreachable ? fault == ServerFaults.Away : fault == _faults.OnTheWay.Lost && call.IsRepeatable,
        { Status: (int)HttpStatusCode.TooManyRequests } => true,
        { Status: (int)HttpStatusCode.ServiceUnavailable, MediaType: HttpAnswer.Problem } => call.Method == HttpMethod.Get && call.IsRepeatable,
        _ => fault == _faults.OnTheWay.Lost && call.IsRepeatable,
    };
}
