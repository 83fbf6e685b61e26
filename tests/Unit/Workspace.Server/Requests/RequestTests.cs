using System.Net.Http.Headers;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class RequestTests
{
    private const string Comments = "/api/workspaces/tea/tickets/0000000000001/comments";
    private const string Input = "/api/workspaces/tea/runtimes/embedded/workers/01975a3c-0000-7000-8000-00000000abcd/input";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "null")]
    [InlineData("[]", "$")]
    [InlineData("{\"body\":1}", "$.body")]
    [InlineData("{}", "$")]
    [InlineData("{\"body\":null}", "$")]
    [InlineData("{\"body\":\"x\"", "$")]
    public async Task A_body_that_is_not_what_the_route_takes_is_told_where(string body, string where)
    {
        await using var server = await TestServer.StartAsync();

        var (status, problem) = await PostAsync(server, Comments, body);

        status.ShouldBe(400);
        problem.Code.ShouldBe(FaultCodes.Invalid);
        problem.Title.ShouldContain(where);
        problem.Title.ShouldNotContain("Yoi.");
        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type)
    {
        await using var server = await TestServer.StartAsync();

        var (status, problem) = await PostAsync(server, Comments, "{\"body\":\"x\"}", type: type);

        status.ShouldBe(415);
        problem.Title.ShouldContain("application/json");
    }

    [Theory]
    [InlineData(Comments, "body")]
    [InlineData(Input, "text")]
    public async Task A_text_of_256_KiB_goes_through_however_it_is_escaped(string path, string field)
    {
        await using var server = await TestServer.StartAsync();

        var escaped = string.Concat(Enumerable.Repeat("\\u0041", 256 * 1024));
        var (status, _) = await PostAsync(server, path, $"{{\"{field}\":\"{escaped}\"}}");

        status.ShouldBe(200);
        server.Surfaces.Asked.Single().ShouldContain($" {256 * 1024}");
    }

    [Fact]
    public async Task A_longer_comment_and_a_larger_body_are_too_large()
    {
        await using var server = await TestServer.StartAsync();

        var (longer, first) = await PostAsync(server, Comments, $"{{\"body\":\"{new string('x', (256 * 1024) + 1)}\"}}");
        var (larger, second) = await PostAsync(server, Comments, $"{{\"body\":\"{new string('x', 2 * 1024 * 1024)}\"}}");

        (longer, larger).ShouldBe((413, 413));
        (first.Code, second.Code).ShouldBe((FaultCodes.TooLarge, FaultCodes.TooLarge));
        second.Title.ShouldContain("2048 KiB");
        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("129")]
    public async Task A_key_of_no_valid_form_is_refused(string key)
    {
        await using var server = await TestServer.StartAsync();

        var (status, problem) = await PostAsync(server, Comments, "{\"body\":\"x\"}", key == "129" ? new string('k', 129) : key);

        status.ShouldBe(400);
        problem.Title.ShouldContain("Idempotency-Key");
        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_reaches_what_it_is_for()
    {
        await using var server = await TestServer.StartAsync();
        var key = new string('k', 128);

        await PostAsync(server, Comments, "{\"body\":\"x\"}", key);

        server.Surfaces.Asked.Single().ShouldEndWith(key);
    }

    [Theory]
    [InlineData(FaultCodes.Invalid, 400)]
    [InlineData(FaultCodes.NotFound, 404)]
    [InlineData(FaultCodes.UnknownWorker, 404)]
    [InlineData(FaultCodes.StaleState, 409)]
    [InlineData(FaultCodes.GateRefused, 409)]
    [InlineData(FaultCodes.NoSuchTransition, 409)]
    [InlineData(FaultCodes.Conflict, 409)]
    [InlineData(FaultCodes.ProviderMissing, 409)]
    [InlineData(FaultCodes.TooLarge, 413)]
    [InlineData(FaultCodes.Overloaded, 429)]
    [InlineData(FaultCodes.Unsupported, 501)]
    [InlineData(FaultCodes.StoreFailed, 503)]
    [InlineData(FaultCodes.DiskFull, 507)]
    public async Task Each_refusal_has_its_status(string code, int expected)
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(code, "It names what is missing.");

        var (status, problem) = await PostAsync(server, Comments, "{\"body\":\"x\"}");

        (status, problem.Code).ShouldBe((expected, code));
    }

    [Fact]
    public async Task What_the_gate_says_goes_out_as_it_is()
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(FaultCodes.GateRefused, "Ticket X cannot go from planning to ready: the body has no text under a heading such as \"## Requirements\".");

        (await PostAsync(server, Comments, "{\"body\":\"x\"}")).Problem.Title.ShouldBe(server.Surfaces.Fault.Message);
    }

    [Theory]
    [InlineData("?after=x")]
    [InlineData("?limit=-1")]
    [InlineData("?after=1&after=2")]
    public async Task Events_are_asked_for_by_whole_numbers(string query)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.SendAsync("GET", Input.Replace("/input", $"/events{query}", StringComparison.Ordinal), await server.NewTokenAsync());

        ((int)response.StatusCode).ShouldBe(400);
        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_whose_id_has_a_slash_is_answered_by_that_id()
    {
        await using var server = await TestServer.StartAsync();

        var (status, _) = await PostAsync(server, Input.Replace("/input", $"/approvals/{Uri.EscapeDataString("call/1 a")}", StringComparison.Ordinal), "{\"allow\":true,\"always\":true}");

        status.ShouldBe(200);
        server.Surfaces.Asked.ShouldBe(["answer call/1 a True True"]);
    }

    private static async Task<(int Status, ProblemView Problem)> PostAsync(TestServer server, string path, string body, string? key = null, string? type = "application/json")
    {
        using var response = await server.SendAsync("POST", path, await server.NewTokenAsync(), request =>
        {
            request.Content = new StringContent(body, type is null ? null : new MediaTypeHeaderValue(type));
            // What is refused for its size is not read: who sends it first asks, or may find the line closed under it.
            request.Headers.ExpectContinue = true;
            if (type is null) request.Content.Headers.ContentType = null;
            if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        });
        var problem = response.IsSuccessStatusCode ? new ProblemView("", "", 0, "", "") : await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, Cancelled);
        return ((int)response.StatusCode, problem!);
    }
}
