using System.Reflection;
using System.Text.RegularExpressions;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed partial class MetricsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Dashboards and alerts of others stand on these: none is renamed, and a new one is added here.</summary>
    [Fact]
    public void The_names_are_the_approved_ones() =>
        typeof(TelemetryNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {f.GetValue(null)}").ShouldBe(
        [
            "Meter = Yoi.Workspace.Server",
            "Source = Yoi.Workspace.Server",
            "Prefix = Yoi.",
            "RequestDuration = yoi.http.request.duration",
            "Requests = yoi.http.requests",
            "Streams = yoi.http.streams",
            "RateLimited = yoi.http.rate_limited",
            "Unrecorded = yoi.audit.unrecorded",
            "JournalMeter = Yoi.Journal.Files",
            "JournalAppends = yoi.journal.appends",
            "JournalSyncs = yoi.journal.syncs",
            "JournalBytes = yoi.journal.bytes",
            "Workers = yoi.workers",
        ]);

    [Fact]
    public async Task What_the_server_did_is_there_to_be_scraped_by_a_viewers_token()
    {
        await using var server = await TestServer.StartAsync(options: options => options with { Limits = options.Limits with { FailedBurst = 1, FailedPerMinute = 1 } });
        var token = (await server.IssueAsync(AccessRole.Viewer)).Token;
        for (var i = 0; i < 3; i++) (await server.SendAsync("GET", "/api/workspaces/tea/board", token)).Dispose();
        for (var i = 0; i < 2; i++) (await server.SendAsync("GET", "/api/workspaces/tea/board", new string('A', 43))).Dispose();
        using var stream = await server.SendAsync("GET", "/api/workspaces/tea/board/stream", token);
        (await server.SendAsync("ODD", "/no/such/planted-path", token)).Dispose();

        using var response = await server.SendAsync("GET", "/metrics", token);

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        const string Board = "method=\"GET\",route=\"/api/workspaces/{workspace}/board\"";
        text.ShouldContain($"yoi_http_requests_total{{{Board},status=\"200\"}} 3\n");
        text.ShouldContain($"yoi_http_request_duration_seconds_count{{{Board},status=\"200\"}} 3\n");
        text.ShouldContain($"yoi_http_request_duration_seconds_bucket{{{Board},status=\"200\",le=\"+Inf\"}} 3\n");
        text.ShouldContain($"yoi_http_requests_total{{{Board},status=\"429\"}} 1\n");
        text.ShouldContain("yoi_http_streams 1\n");
        text.ShouldContain("yoi_http_rate_limited_total{limit=\"failed\"} 1\n");
        text.ShouldContain("yoi_workers{state=\"idle\",workspace=\"tea\"} 1\n");
        text.ShouldNotContain("ODD");
        text.ShouldNotContain("planted");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) ExpositionLine().IsMatch(line).ShouldBeTrue(line);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"\\\n]*",?)+\})? (-?[0-9.E+-]+))$""")]
    private static partial Regex ExpositionLine();
}
