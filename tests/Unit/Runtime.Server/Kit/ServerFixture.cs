using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Runtime.Fakes;
using Yoi.Tests.Unit.Workspace.Server;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>A runtime with a fake backend, served on a free port, with a token of workspace "tea" that may do everything.</summary>
public abstract class ServerFixture : RuntimeFixture
{
    private TokenFile _file = null!;

    private protected TokenFolder Tokens { get; } = new();

    private protected LogBook Log { get; } = new();

    private protected RuntimeServer Server { get; private set; } = null!;

    private protected HttpClient Http { get; private set; } = null!;

    private protected string Token { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Token = await Tokens.AddAsync();
        await BeginAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        Tokens.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual RuntimeServerOptions Change(RuntimeServerOptions options) => options;

    private protected async Task BeginAsync()
    {
        var change = Change(new() { Tokens = null! });
        _file = TokenFile.Open(Tokens.File, change.Time, Log).Value;
        Server = (await RuntimeServer.StartAsync(Runtime, change with { Tokens = _file }, Log, Cancelled)).Value;
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20) }) { BaseAddress = Server.Address };
    }

    private protected async Task EndAsync()
    {
        Http.Dispose();
        await Server.StopAsync(CancellationToken.None);
        await Server.DisposeAsync();
        _file.Dispose();
    }

    private protected RuntimeClient Client(StreamTransport transport = StreamTransport.ServerSentEvents, string? token = null) =>
        RuntimeClient.Create(new() { Address = Server.Address, Token = token ?? Token, Transport = transport }).Value;

    private protected async Task<HttpResponseMessage> CallAsync(string method, string path, string? body = null, string? token = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (token != "") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    /// <summary>The answer of a call that must succeed.</summary>
    private protected async Task<T> AnswerAsync<T>(JsonTypeInfo<T> type, string method, string path, string? body = null, string? token = null, int status = 200)
    {
        using var response = await CallAsync(method, path, body, token);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonSerializer.Deserialize(text, type)!;
    }

    /// <summary>The problem of a call that must be refused.</summary>
    private protected async Task<RuntimeProblem> ProblemAsync(int status, string code, string method, string path, string? body = null, string? token = null, Action<HttpRequestMessage>? change = null)
    {
        using var response = await CallAsync(method, path, body, token, change);
        return await ProblemOfAsync(response, status, code);
    }

    private protected static async Task<RuntimeProblem> ProblemOfAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize(text, WireJson.Default.RuntimeProblem)!;
        (problem.Code, problem.Status, problem.Type).ShouldBe((code, status, $"urn:yoi:problem:{code}"));
        problem.TraceId.Length.ShouldBe(32);
        if (status is 429 or 503) response.Headers.RetryAfter.ShouldNotBeNull();
        return problem;
    }

    /// <summary>A Worker made over HTTP, with its execution.</summary>
    private protected async Task<(WorkerId Id, FakeExecution Execution)> MakeAsync(string? token = null)
    {
        var worker = await AnswerAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", """{"profile":"builtin:coder","display_name":"Ada"}""", token, 201);
        return (worker.Id, await Backend.NextAsync());
    }

    /// <summary>The same, with a run at hand.</summary>
    private protected async Task<(WorkerId Id, FakeRun Run)> MakeRunningAsync()
    {
        var (id, execution) = await MakeAsync();
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        return (id, await execution.NextRunAsync());
    }
}
