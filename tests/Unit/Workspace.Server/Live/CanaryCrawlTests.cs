using System.Net.Http.Headers;
using System.Net.Sockets;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class CanaryCrawlTests(LiveWorkspace live) : IClassFixture<LiveWorkspace>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_planted_in_profiles_faults_and_paths_is_in_any_answer_or_frame()
    {
        var ticket = (await live.Tickets.CreateAsync(new("Greet", "Words."), null, Cancelled)).Value.Card.Id;
        var worker = (await live.Workers.CreateAsync(new("coder", "Ada", "Hello."), null, Cancelled)).Value;
        var execution = await live.Backend.NextAsync();
        var run = await execution.NextRunAsync();
        await run.AppendAsync(new ErrorReported(Planted(FaultCodes.ProviderFailed)), new ErrorReported(Planted(FaultCodes.Invalid)));
        run.End.TrySetResult(new(RunOutcome.Failed, Planted(FaultCodes.BackendFailed)));
        using var http = Connect();

        var seen = new List<string>();
        foreach (var route in live.Server.Routes.Where(r => r.Method != "*" && r.Path != "/api/auth/logout").OrderBy(r => r.Method == "DELETE"))
        {
            var path = route.Path.Replace("{workspace}", "live", StringComparison.Ordinal).Replace("{ticket}", $"{ticket}", StringComparison.Ordinal)
                .Replace("{runtime}", $"{worker.Runtime}", StringComparison.Ordinal).Replace("{worker}", $"{worker.Worker}", StringComparison.Ordinal).Replace("{callId}", "c", StringComparison.Ordinal)
                .Replace("{id}", Sample.NoId, StringComparison.Ordinal).Replace("{**page}", "", StringComparison.Ordinal);
            foreach (var body in new[] { Sample.BodyOf(route), """{"profile":"nobody","title":"","body":"","text":"","allow":true,"expected":"x","to":"y"}""" })
                seen.Add($"{route.Method} {path}: {await AskAsync(http, route, path, body)}");
        }

        // Stopped under it, the Worker has more to tell of.
        await live.Workers.StopAsync(new(worker.Runtime, worker.Worker), Cancelled);
        seen.Add(await AskAsync(http, new("GET", "", Permission.Read), $"/api/workspaces/live/runtimes/{worker.Runtime}/workers/{worker.Worker}/events?limit=200", null));
        seen.ShouldContain(s => s.Contains("run_finished", StringComparison.Ordinal) && s.Contains("execution_backend_failed", StringComparison.Ordinal));
        foreach (var text in seen)
        {
            text.ShouldNotContain(LiveWorkspace.Canary);
            text.ShouldNotContain(Path.GetDirectoryName(live.Root)!);
            text.ShouldNotContain(".worktree");
            text.ShouldNotContain("opt/tool");
        }
    }

    private static Fault Planted(string code) => new(code, $"http://{LiveWorkspace.Canary}.invalid said: no such file '/home/{LiveWorkspace.Canary}/key'");

    /// <summary>Headers and body; of a stream as much as comes at once.</summary>
    private static async Task<string> AskAsync(HttpClient http, Route route, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(route.Method), path);
        if (body is not null && route.Method == "POST") request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") return $"{response}\n{await response.Content.ReadAsStringAsync(Cancelled)}";
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(Cancelled));
        return $"{response}\n{await events.NextAsync()}";
    }

    private HttpClient Connect() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(live.Socket), token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new("http://operator/") };
}
