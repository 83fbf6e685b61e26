using System.Net.Http.Headers;
using System.Net.Http.Json;
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
        var execution = await live.Backend.NextAsync(worker.Worker);
        var run = await execution.NextRunAsync();
        await run.AppendAsync(new ErrorReported(Planted(FaultCodes.ProviderFailed)), new ErrorReported(Planted(FaultCodes.Invalid)));
        run.End.TrySetResult(new(RunOutcome.Failed, Planted(FaultCodes.BackendFailed)));
        using var http = live.Operator();

        var seen = new List<string>();
        foreach (var route in live.Server.Routes.Where(r => r.Method != "*" && r.Path != "/api/auth/logout").OrderBy(r => r.Method == "DELETE"))
        {
            var path = PathOf(route, ticket, worker);
            foreach (var body in new[] { Sample.BodyOf(route), Wrong(route), """{"nobody":1}""" })
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

    [Theory]
    [InlineData(AccessRole.Viewer)]
    [InlineData(AccessRole.Operator)]
    [InlineData(AccessRole.Admin)]
    public async Task Nothing_planted_in_records_settings_and_the_repository_is_in_any_answer_to_any_role(AccessRole role)
    {
        var ticket = (await live.Tickets.CreateAsync(new("Greet", "Words."), null, Cancelled)).Value.Card.Id;
        var worker = (await live.Workers.CreateAsync(new("coder", "Ada"), null, Cancelled)).Value;
        await PlantAsync(ticket);
        using var socket = live.Operator();
        using var made = await socket.PostAsync("/api/auth/tokens", JsonContent.Create(new NewToken("crawler", role), BrowserJson.Default.NewToken), Cancelled);
        using var http = new HttpClient { BaseAddress = live.Server.Listens };
        http.DefaultRequestHeaders.Authorization = new("Bearer", (await made.Content.ReadFromJsonAsync(BrowserJson.Default.IssuedToken, Cancelled))!.Token);
        if (role == AccessRole.Admin) await LiveWorkspace.UntilAsync(() => live.Host.Settings.Waiting.Count > 0);

        foreach (var route in live.Server.Routes.Where(r => r.Method != "*" && r.Path is not "/api/auth/logout" && !r.Path.StartsWith("/api/auth/sessions", StringComparison.Ordinal)).OrderBy(r => r.Method == "DELETE"))
        {
            var good = PathOf(route, ticket, worker);
            string[] paths = route.Method == "GET" ? [good, $"{good}?bad=1", PathOf(route, new TicketId(5), worker), Sample.Fill(route.Path, "live")] : [good];
            foreach (var path in paths.Distinct())
            {
                var seen = await AskAsync(http, route, path, Sample.BodyOf(route));
                seen.ShouldNotContain(LiveWorkspace.Canary, Case.Sensitive, $"{route} {path}");
                seen.ShouldNotContain(live.Folder, Case.Sensitive, $"{route} {path}");
                seen.ShouldNotContain(".worktree", Case.Sensitive, $"{route} {path}");
            }
        }
    }

    /// <summary>Where records, the repository and the settings hold paths, addresses and secrets of the host.</summary>
    private async Task PlantAsync(TicketId ticket)
    {
        var place = $"/home/{LiveWorkspace.Canary}/key";
        var artifacts = Path.Join(live.Root, ".yoi", "tickets", $"{ticket}", "artifacts");
        Directory.CreateDirectory(Path.Join(artifacts, "receipts"));
        var payload = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{{\"command\":\"{place}\"}}"));
        await File.WriteAllTextAsync(Path.Join(artifacts, "receipts", $"{ReceiptId.New(TimeProvider.System)}.json"), $"{{\"payload\":\"{payload}\",\"key_id\":\"{place}\",\"signature\":\"AAAA\"}}", Cancelled);
        await File.WriteAllTextAsync(Path.Join(artifacts, "receipts", $"{ReceiptId.New(TimeProvider.System)}.json"), $"no receipt: {place}", Cancelled);
        await File.AppendAllTextAsync(
            Path.Join(artifacts, "orchestration-plan.jsonl"),
            $"{{\"id\":\"orch-plan-20260101-000000-1\",\"ticket_id\":\"{ticket}\",\"kind\":\"accepted_plan\",\"accepted_plan\":{{\"summary\":\"Pour.\",\"branch\":\"work/pour\",\"worktree\":\"{place}\"}},\"author\":\"Ada\",\"at\":\"2026-01-01T00:00:00Z\"}}\n", Cancelled);
        live.Git("config", "remote.origin.url", $"https://user:{LiveWorkspace.Canary}@127.0.0.1:1/x.git");
        live.Git("config", "user.name", LiveWorkspace.Canary);
        Directory.CreateDirectory(Path.Join(live.Root, ".worktree", "left-behind"));
        await File.WriteAllTextAsync(Path.Join(live.Root, ".worktree", "left-behind", ".git"), $"gitdir: {place}\n", Cancelled);
        if (!Path.Exists(Path.Join(live.Root, ".worktree", "led-away"))) Directory.CreateSymbolicLink(Path.Join(live.Root, ".worktree", "led-away"), Directory.CreateDirectory(Path.Join(live.Folder, LiveWorkspace.Canary)).FullName);
        var settings = Path.Join(live.Root, ".yoi", "workspace.yaml");
        var text = await File.ReadAllTextAsync(settings, Cancelled);
        if (!text.Contains("profiles:", StringComparison.Ordinal))
            await File.WriteAllTextAsync(settings, $"{text}profiles:\n  far:\n    provider: http://127.0.0.1:1/{LiveWorkspace.Canary}\nruntimes:\n  away:\n    url: https://{LiveWorkspace.Canary}.invalid\n    token_env: YOI_RUNTIME_AWAY\n", Cancelled);
    }

    private static string PathOf(Route route, TicketId ticket, WorkerView worker) => Sample.Fill(
        route.Path.Replace("{ticket}", $"{ticket}", StringComparison.Ordinal).Replace("{runtime}", $"{worker.Runtime}", StringComparison.Ordinal).Replace("{worker}", $"{worker.Worker}", StringComparison.Ordinal)
            .Replace("{worktree}", $"hand-{worker.Worker.Value.ToString("N")[^8..]}", StringComparison.Ordinal).Replace("{**name}", "none.txt", StringComparison.Ordinal),
        "live");

    /// <summary>A body of the right form that asks for what cannot be.</summary>
    private static string? Wrong(Route route) => route.Path.Split('/')[^1] switch
    {
        "workers" => """{"profile":"nobody"}""",
        "tickets" or "objectives" or "edits" => """{"title":""}""",
        "comments" => """{"body":""}""",
        "input" => """{"text":""}""",
        "transitions" => """{"expected":"x","to":"y"}""",
        "reviews" => """{"verdict":"maybe"}""",
        "relations" => """{"kind":"of_no_kind","ticket":"0000000000003"}""",
        "plans" => """{"kind":"of_no_kind"}""",
        "links" => """{"ticket":"0000000000003"}""",
        _ => null,
    };

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
}
