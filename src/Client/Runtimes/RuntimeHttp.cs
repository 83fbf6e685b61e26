using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>HTTP to a runtime's server, whose words are passed on to nobody.</summary>
internal sealed class RuntimeHttp : IDisposable
{
    private const int MostTries = 4;

    private readonly HttpLine _line;

    public RuntimeHttp(RuntimeClientOptions options)
    {
        Token = new("Bearer", options.Token);
        _line = new(new()
        {
            Base = new(options.Address.AbsoluteUri.TrimEnd('/') + "/v1/"),
            Token = Token,
            Deadline = options.Deadline,
            MostBytes = options.MostBytes,
            Time = options.Time,
            Faults = RemoteFaults.OnTheWay,
            Passes = (call, fault, _) => call.IsRepeatable && fault.Code is FaultCodes.RuntimeUnavailable or FaultCodes.Overloaded,
            MostTries = MostTries,
        });
    }

    public AuthenticationHeaderValue Token { get; }

    /// <summary>A place below the server's version.</summary>
    public Uri At(string path) => _line.At(path);

    public Task<Result<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(HttpMethod.Get, path, null, type, isRepeatable: true, cancellationToken);

    public Task<Result<T>> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, bool isRepeatable, CancellationToken cancellationToken)
        where T : class => SendAsync(method, path, body, type, isRepeatable, problem => RemoteFaults.Of(problem.Code), cancellationToken);

    /// <summary>Asks, and asks again where that does no harm and the runtime was not there or had too much to do.</summary>
    public Task<Result<T>> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, bool isRepeatable, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class => SendAsync(new(method, path) { Body = body, IsRepeatable = isRepeatable }, type, refused, cancellationToken);

    /// <summary>Asks once for what takes so much longer than other calls.</summary>
    public Task<Result<T>> SendLongAsync<T>(TimeSpan longer, HttpMethod method, string path, byte[] body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(new(method, path) { Body = body, Longer = longer }, type, problem => RemoteFaults.Of(problem.Code), cancellationToken);

    /// <summary>Opens a stream.</summary>
    public async Task<Result<IFrames>> OpenAsync(string path, string? after, CancellationToken cancellationToken)
    {
        var opened = await _line.OpenAsync(path, after, answer => Refused<IFrames>(answer, problem => RemoteFaults.Of(problem.Code)).Fault!, cancellationToken);
        return opened.TryGet(out var frames, out var fault) ? frames : fault;
    }

    public void Dispose() => _line.Dispose();

    private Task<Result<T>> SendAsync<T>(HttpCall call, JsonTypeInfo<T> type, Func<RuntimeProblem, Result<T>> refused, CancellationToken cancellationToken)
        where T : class => _line.SendAsync(
            call,
            answer => !answer.IsSuccess ? Refused(answer, refused) : answer.MediaType == HttpAnswer.Json ? WireReading.Read(answer.Body, type) : RemoteFaults.Malformed,
            cancellationToken);

    private static Result<T> Refused<T>(HttpAnswer answer, Func<RuntimeProblem, Result<T>> refused)
        where T : class
    {
        var byStatus = RemoteFaults.Of((HttpStatusCode)answer.Status);
        if (byStatus.Code == FaultCodes.RuntimeAuthFailed || answer.MediaType != HttpAnswer.Problem) return byStatus;
        return WireReading.Read(answer.Body, WireJson.Default.RuntimeProblem).TryGet(out var problem, out var fault) ? refused(problem) : fault;
    }
}
