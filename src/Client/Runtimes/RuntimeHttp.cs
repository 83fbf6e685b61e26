using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>HTTP to a runtime's server. Every failure comes back as a fault, within the deadline.</summary>
internal sealed class RuntimeHttp : IDisposable
{
    private const int MostTries = 4;
    private const int MostProblemBytes = 64 * 1024;
    private const int LargeBody = 64 * 1024;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    private readonly HttpMessageInvoker _http;
    private readonly RuntimeClientOptions _options;
    private readonly AuthenticationHeaderValue _token;
    private readonly Uri _base;

    public RuntimeHttp(RuntimeClientOptions options)
    {
        _options = options;
        _token = new("Bearer", options.Token);
        _base = new(options.Address.AbsoluteUri.TrimEnd('/') + "/v1/");
        _http = new(new SocketsHttpHandler
        {
            // A token follows nobody elsewhere.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
        });
    }

    /// <summary>A place below the server's version.</summary>
    public Uri At(string path) => new(_base, path);

    public AuthenticationHeaderValue Token => _token;

    public Task<Result<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(HttpMethod.Get, path, null, type, isRepeatable: true, cancellationToken);

    public Task<Result<T>> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, bool isRepeatable, CancellationToken cancellationToken)
        where T : class => SendAsync(method, path, body, isRepeatable, (_, json) => WireReading.Read(json, type), problem => RemoteFaults.Of(problem.Code), cancellationToken);

    /// <summary>Asks, and asks again where that does no harm and the runtime was not there or had too much to do.</summary>
    public Task<Result<T>> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, bool isRepeatable, Func<int, byte[], Result<T>> read, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class => SendAsync(_options.Deadline, method, path, body, isRepeatable, read, refused, cancellationToken);

    /// <summary>Asks once for what takes so much longer than other calls.</summary>
    public Task<Result<T>> SendLongAsync<T>(TimeSpan longer, HttpMethod method, string path, byte[] body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(_options.Deadline + longer, method, path, body, false, (_, json) => WireReading.Read(json, type), problem => RemoteFaults.Of(problem.Code), cancellationToken);

    private async Task<Result<T>> SendAsync<T>(
        TimeSpan most, HttpMethod method, string path, byte[]? body, bool isRepeatable, Func<int, byte[], Result<T>> read, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(most, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            for (var (tries, wait) = (1, FirstWait); ; tries++, wait *= 2)
            {
                var result = await OnceAsync(method, path, body, read, refused, enough.Token);
                if (!isRepeatable || tries == MostTries || result.Fault is not { Code: FaultCodes.RuntimeUnavailable or FaultCodes.Overloaded }) return result;
                await Task.Delay(wait, _options.Time, enough.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RemoteFaults.TimedOut;
        }
    }

    /// <summary>Opens a stream; the caller disposes the response.</summary>
    public async Task<Result<HttpResponseMessage>> OpenAsync(string path, string? after, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = Request(HttpMethod.Get, path, null, "text/event-stream");
        if (after is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        var response = (HttpResponseMessage?)null;
        try
        {
            response = await _http.SendAsync(request, enough.Token);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream") return response;
            using (response) return response.IsSuccessStatusCode ? RemoteFaults.Malformed : await ProblemAsync<HttpResponseMessage>(response, problem => RemoteFaults.Of(problem.Code), enough.Token);
        }
        catch (HttpRequestException exception)
        {
            return RemoteFaults.Of(exception);
        }
        catch (IOException exception)
        {
            return RemoteFaults.Of(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RemoteFaults.TimedOut;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Result<T>> OnceAsync<T>(
        HttpMethod method, string path, byte[]? body, Func<int, byte[], Result<T>> read, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class
    {
        using var request = Request(method, path, body, "application/json");
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode) return await ProblemAsync(response, refused, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "application/json") return RemoteFaults.Malformed;
            var answer = await WireReading.BodyAsync(response.Content, _options.MostBytes, cancellationToken);
            return answer.TryGet(out var json, out var fault) ? read((int)response.StatusCode, json) : fault;
        }
        catch (HttpRequestException exception)
        {
            return RemoteFaults.Of(exception);
        }
        catch (IOException exception)
        {
            return RemoteFaults.Of(exception);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, string accept)
    {
        var request = new HttpRequestMessage(method, At(path));
        request.Headers.Authorization = _token;
        request.Headers.Accept.Add(new(accept));
        // Even an empty body keeps the library from sending by itself again what may have been taken: whether that does harm is decided here.
        if (method != HttpMethod.Get) request.Content = new ByteArrayContent(body ?? []);
        // A runtime closes the line on what it will not take, and its answer may be lost with that: it is asked before much is sent.
        if (body?.Length > LargeBody) request.Headers.ExpectContinue = true;
        if (body is not null) request.Content!.Headers.ContentType = new("application/json");
        return request;
    }

    private static async Task<Result<T>> ProblemAsync<T>(HttpResponseMessage response, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class
    {
        var byStatus = RemoteFaults.Of(response.StatusCode);
        if (byStatus.Code == FaultCodes.RuntimeAuthFailed || response.Content.Headers.ContentType?.MediaType != "application/problem+json") return byStatus;
        var body = await WireReading.BodyAsync(response.Content, MostProblemBytes, cancellationToken);
        if (!body.TryGet(out var json, out var fault)) return fault;
        if (!WireReading.Read(json, WireJson.Default.RuntimeProblem).TryGet(out var problem, out fault)) return fault;
        return refused(problem);
    }
}
