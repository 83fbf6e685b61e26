using System.Net.Sockets;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>HTTP to one server. Every failure comes back as a fault, within the deadline; what may pass is tried again until then.</summary>
internal sealed class HttpLine : IDisposable
{
    private const int MostProblemBytes = 64 * 1024;
    private const int LargeBody = 64 * 1024;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http;
    private readonly HttpLineOptions _options;

    public HttpLine(HttpLineOptions options)
    {
        _options = options;
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
            ConnectCallback = options.Socket is { } socket ? (_, cancellationToken) => ConnectAsync(socket, cancellationToken) : null,
        });
    }

    public HttpLineOptions Options => _options;

    public Uri At(string path) => new(_options.Base, path);

    /// <summary>Asks, and asks again where that does no harm and may help.</summary>
    public async Task<Result<T>> SendAsync<T>(HttpCall call, Func<HttpAnswer, Result<T>> read, CancellationToken cancellationToken)
        where T : notnull
    {
        using var deadline = new CancellationTokenSource(_options.Deadline + call.Longer, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var (began, wait) = (_options.Time.GetTimestamp(), FirstWait);
        try
        {
            for (var tries = 1; ; tries++, wait = wait * 2 > LongestWait ? LongestWait : wait * 2)
            {
                var once = await OnceAsync(call, enough.Token);
                var result = once.TryGet(out var answer, out var fault) ? read(answer) : fault;
                if (result.Fault is not { } failed || tries == _options.MostTries || !_options.Passes(call, failed, answer)) return result;
                var pause = answer?.RetryAfter > wait ? answer.RetryAfter.Value : wait;
                // What comes too late anyway is not waited for.
                if (_options.Time.GetElapsedTime(began) + pause >= _options.Deadline + call.Longer) return result;
                await Task.Delay(pause, _options.Time, enough.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _options.Faults.TimedOut;
        }
    }

    /// <summary>Opens a stream of server-sent events, behind a cursor or from its beginning.</summary>
    public async Task<Result<EventFrames>> OpenAsync(string path, string? after, Func<HttpAnswer, Fault> refused, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = Request(new(HttpMethod.Get, path) { Accept = "text/event-stream", Headers = after is null ? [] : [("Last-Event-ID", after)] });
        var response = (HttpResponseMessage?)null;
        try
        {
            response = await _http.SendAsync(request, enough.Token);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
                return new EventFrames(response, await response.Content.ReadAsStreamAsync(enough.Token), _options);
            using (response)
            {
                if (response.IsSuccessStatusCode) return _options.Faults.Malformed;
                return (await AnswerAsync(response, enough.Token)).TryGet(out var answer, out var fault) ? refused(answer) : fault;
            }
        }
        catch (HttpRequestException exception)
        {
            return _options.Faults.Of(exception);
        }
        catch (IOException exception)
        {
            return _options.Faults.Of(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _options.Faults.TimedOut;
        }
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Result<HttpAnswer>> OnceAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var request = Request(call);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return await AnswerAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            return _options.Faults.Of(exception);
        }
        catch (IOException exception)
        {
            return _options.Faults.Of(exception);
        }
    }

    private async Task<Result<HttpAnswer>> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        var answer = new HttpAnswer((int)response.StatusCode, type, response.Headers.RetryAfter?.Delta, []);
        if (!answer.IsSuccess && type != HttpAnswer.Problem) return answer;
        var read = await BodyReading.ReadAsync(response.Content, answer.IsSuccess ? _options.MostBytes : MostProblemBytes, cancellationToken);
        return read is null ? _options.Faults.Malformed : answer with { Body = read };
    }

    private HttpRequestMessage Request(HttpCall call)
    {
        var request = new HttpRequestMessage(call.Method, At(call.Path));
        request.Headers.Authorization = _options.Token;
        request.Headers.Accept.Add(new(call.Accept));
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        // Even an empty body keeps the library from sending by itself again what may have been taken: whether that does harm is decided here.
        if (call.Method != HttpMethod.Get) request.Content = new ByteArrayContent(call.Body ?? []);
        // A server closes the line on what it will not take, and its answer may be lost with that: it is asked before much is sent.
        if (call.Body?.Length > LargeBody) request.Headers.ExpectContinue = true;
        if (call.Body is not null) request.Content!.Headers.ContentType = new("application/json");
        return request;
    }
}
