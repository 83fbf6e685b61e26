using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Architecture;
using Yoi.Tests.Unit.Workspace.Server.Live;

namespace Yoi.Tests.Unit.Client;

/// <summary>The example of the guides is this code, and it works.</summary>
public sealed class ExampleTests(LiveWorkspace live) : IClassFixture<LiveWorkspace>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("src/Client/README.md")]
    [InlineData("docs/guides/api.md")]
    public void A_guide_shows_it_as_it_is(string guide)
    {
        var code = Repository.Read("tests/Unit/Client/ExampleTests.cs").ReplaceLineEndings("\n").Split("// <example>\n")[1].Split("    // </example>")[0];
        var lines = code.TrimEnd().Split('\n').Select(line => line.Length > 4 ? line[4..] : "");

        Repository.Read(guide).ReplaceLineEndings("\n").ShouldContain($"```csharp\n{string.Join('\n', lines)}\n```\n");
    }

    [Fact]
    public async Task It_writes_a_ticket_once_and_waits_for_its_end()
    {
        var token = (await live.Client.Access("live").NewTokenAsync(new("robot", AccessRole.Operator), Cancelled)).Value.Token;
        var example = PourAsync(live.Server.Listens, token, Cancelled);
        await foreach (var next in live.Client.WatchBoardAsync("live", Cancelled))
        {
            next.Fault.ShouldBeNull();
            if ((await live.Tickets.ListAsync(new() { Texts = ["it is hot"] }, Cancelled)).Value.Items is not [{ Title: "Pour tea" } row]) continue;
            (await live.Tickets.MoveAsync(row.Id, new("planning", "closed", "rejected", Resolution: "No."), null, Cancelled)).Fault.ShouldBeNull();
            break;
        }

        (await example).ShouldBeNull();
        (await PourAsync(live.Server.Listens, "no-token", Cancelled))!.Code.ShouldBe(FaultCodes.Unauthorized);
    }

    // <example>
    private static async Task<Fault?> PourAsync(Uri address, string token, CancellationToken cancellation)
    {
        using var client = WorkspaceClient.Create(new() { Address = address, Token = token }).Value;
        if (!(await client.ListAsync(cancellation)).TryGet(out var workspaces, out var fault)) return fault;
        var (workspace, tickets) = (workspaces.Items[0].Id, client.Tickets(workspaces.Items[0].Id));

        // The key makes twice once: run again, the program goes on with the same ticket.
        if (!(await tickets.CreateAsync(new("Pour tea"), key: "pour-1", cancellation)).TryGet(out var ticket, out fault)) return fault;
        var edits = new TicketEdits { Body = "## Requirements\n\n- it is hot\n" };
        if ((await tickets.EditAsync(ticket.Card.Id, edits, seen: ticket.Revision, key: null, cancellation)).Fault is { } refused) return refused;

        await foreach (var next in client.WatchBoardAsync(workspace, cancellation))
        {
            if (!next.TryGet(out var frame, out var end)) return end;
            var card = frame switch { CardFrame one => one.Card, BoardSnapshotFrame all => all.Board.Cards.FirstOrDefault(c => c.Id == ticket.Card.Id), _ => null };
            if (card?.Id == ticket.Card.Id && card.State is "done" or "closed") return null;
        }

        return null;
    }
    // </example>
}
