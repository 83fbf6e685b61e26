using System.Net.Http.Headers;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class KeyTests
{
    private const string Reviews = "/api/workspaces/tea/tickets/0000000000001/reviews";
    private const string Objectives = "/api/workspaces/tea/objectives";
    private const string Approve = """{"verdict":"approve"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_conflict_and_does_nothing()
    {
        await using var server = await TestServer.StartAsync();

        (await PostAsync(server, Reviews, Approve, "k")).Status.ShouldBe(200);
        (await PostAsync(server, Reviews, Approve, "k")).Status.ShouldBe(200);
        var (status, text) = await PostAsync(server, Reviews, """{"verdict":"request_changes","body":"No."}""", "k");

        status.ShouldBe(409);
        text.ShouldContain($"\"code\":\"{FaultCodes.Conflict}\"");
        text.ShouldContain("Idempotency-Key");
        server.Surfaces.Asked.ShouldAllBe(asked => asked.StartsWith("review 0000000000001 approve", StringComparison.Ordinal));
        // On another thing it is another key.
        (await PostAsync(server, Reviews.Replace("0001/", "0002/", StringComparison.Ordinal), """{"verdict":"request_changes","body":"No."}""", "k")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_cannot_be_done_twice_as_once_is_answered_again_as_it_was_and_a_restart_forgets_nothing()
    {
        var journal = new SwitchJournal();
        (int, string) first;
        await using (var server = await TestServer.StartAsync(journal: journal))
        {
            first = await PostAsync(server, Objectives, """{"title":"Tea"}""", "k");
            first.Item1.ShouldBe(201);
            (await PostAsync(server, Objectives, """{"title":"Tea"}""", "k")).ShouldBe(first);
            server.Surfaces.Asked.Count.ShouldBe(1);
        }

        await using var again = await TestServer.StartAsync(journal: journal);
        (await PostAsync(again, Objectives, """{"title":"Tea"}""", "k")).ShouldBe(first);
        (await PostAsync(again, Objectives, """{"title":"Coffee"}""", "k")).Status.ShouldBe(409);
        again.Surfaces.Asked.ShouldBeEmpty();
        again.Time.Advance(TimeSpan.FromHours(24));
        (await PostAsync(again, Objectives, """{"title":"Coffee"}""", "k")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Two_at_the_same_time_under_one_key_are_one()
    {
        await using var server = await TestServer.StartAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(server, Objectives, """{"title":"Tea"}""", "k")));

        all.Select(a => a.Status).Distinct().ShouldBe([201]);
        server.Surfaces.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_call_leaves_its_key_free()
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(FaultCodes.StaleState, "Ticket 1 is queued, not ready; look at it again.");
        (await PostAsync(server, Reviews, Approve, "k")).Status.ShouldBe(409);

        server.Surfaces.Fault = null;
        (await PostAsync(server, Reviews, """{"verdict":"request_changes","body":"No."}""", "k")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_removal_takes_a_key_too()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();

        foreach (var _ in new[] { 1, 2 })
        {
            using var response = await server.SendAsync("DELETE", $"{Objectives}/0000000000001/links/0000000000002", token, request => request.Headers.Add("Idempotency-Key", "k"));
            response.EnsureSuccessStatusCode();
        }

        server.Surfaces.Asked.ShouldBe(["unlink 0000000000001 0000000000002"]);
    }

    private static async Task<(int Status, string Text)> PostAsync(TestServer server, string path, string body, string key)
    {
        using var response = await server.SendAsync("POST", path, (await server.IssueAsync(AccessRole.Operator)).Token, request =>
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            request.Headers.Add("Idempotency-Key", key);
        });
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
