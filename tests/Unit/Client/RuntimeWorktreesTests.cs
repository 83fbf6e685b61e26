using System.Text.Json;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Client;

/// <summary>The client's worktrees against servers that do what they should not.</summary>
public sealed class RuntimeWorktreesTests
{
    private static readonly CheckCall Call = new([new("true"), new("false")], default, "1", "submit");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_lead_elsewhere_is_asked_for_nowhere(string name)
    {
        await using var server = HostileServer.Saying("");
        using var client = Client(server);
        (await client.Worktrees.GetAsync(name, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Worktrees.RemoveAsync(name, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Worktrees.CommitAsync(name, new("m", "Ada"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Worktrees.CheckAsync(name, Call, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        server.Heads.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_stays_within_its_part_of_the_path()
    {
        await using var server = HostileServer.Saying(HostileServer.Answer("404 Not Found", "application/problem+json", Problem(404, FaultCodes.NotFound)));
        using var client = Client(server);
        (await client.Worktrees.RemoveAsync("../workers/x?y#z", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        server.Heads.ShouldHaveSingleItem().ShouldStartWith("DELETE /v1/worktrees/..%2Fworkers%2Fx%3Fy%23z HTTP/1.1");
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    public async Task A_list_that_does_not_advance_is_malformed(string first, string second)
    {
        HostWorktree Of(string name) => new(name, "work/x", "0", true, default);
        await using var server = HostileServer.Saying(Json(JsonSerializer.Serialize(new([Of(first), Of(second)]), WireJson.Default.HostWorktreePage)));
        using var client = Client(server);
        (await client.Worktrees.ListAsync(null, 2, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeMalformedResponse);
    }

    [Fact]
    public async Task A_report_that_leaves_a_command_out_is_malformed()
    {
        await using var server = HostileServer.Saying(Json("""{"commit":"0","public_key":"k","checks":[{"receipt":{"payload":"","key_id":"","signature":""},"output":""}]}"""));
        using var client = Client(server);
        (await client.Worktrees.CheckAsync("x", Call, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeMalformedResponse);
    }

    [Fact]
    public async Task Commands_are_sent_once_and_what_does_no_harm_again()
    {
        var busy = HostileServer.Answer("429 Too Many Requests", "application/problem+json", Problem(429, FaultCodes.Overloaded));
        await using var server = HostileServer.Saying(busy);
        using var client = Client(server);
        (await client.Worktrees.CheckAsync("x", Call, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Overloaded);
        server.Heads.Count.ShouldBe(1);
        (await client.Worktrees.AddAsync(new("x", "work/x", "main"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Overloaded);
        server.Heads.Count.ShouldBe(5);
    }

    private static RuntimeClient Client(HostileServer server) => RuntimeClient.Create(new() { Address = server.Address, Token = "swordfish" }).Value;

    private static string Json(string body) => HostileServer.Answer("200 OK", "application/json", body);

    private static string Problem(int status, string code) => $$"""{"type":"t","title":"t","status":{{status}},"code":"{{code}}","trace_id":"0"}""";
}
