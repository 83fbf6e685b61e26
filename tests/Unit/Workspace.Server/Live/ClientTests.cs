using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

/// <summary>A program with a token works through the client, on real files and a real repository.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private const string Body = "## Requirements\n\n- it works\n\n## Acceptance criteria\n\n- a test shows it\n";

    private readonly LiveWorkspace _live = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task Tickets_are_written_listed_by_cursor_edited_related_planned_and_judged()
    {
        using var client = await ClientAsync(AccessRole.Operator);
        var workspace = (await client.ListAsync(Cancelled)).Value.Items.ShouldHaveSingleItem().Id;
        (await client.MeAsync(Cancelled)).Value.ShouldBe(new(CallerKind.Token, "robot", AccessRole.Operator, (await client.MeAsync(Cancelled)).Value.Expires));
        var tickets = client.Tickets(workspace);
        var ids = new List<TicketId>();
        foreach (var title in (string[])["One & two?", "Three", "Four"]) ids.Add((await tickets.CreateAsync(new(title, Body, "high"), title[..3], Cancelled)).Value.Card.Id);
        (await tickets.CreateAsync(new("One & two?", Body, "high"), "One", Cancelled)).Value.Card.Id.ShouldBe(ids[0]);
        (await tickets.CreateAsync(new("Other", Body), "One", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);

        var query = new TicketQuery
        {
            States = ["planning", "ready"],
            Texts = ["it works", "a TEST"],
            Author = "robot",
            EventKind = "create",
            Priority = "high",
            Blocked = false,
            ChangeRequested = false,
            Reported = false,
            NewerThan = TimeSpan.FromDays(200),
            Limit = 2,
        };
        var page = (await tickets.ListAsync(query, Cancelled)).Value;
        page.Items.Select(row => row.Id).ShouldBe(ids[..2]);
        (await tickets.ListAsync(query with { After = page.Next }, Cancelled)).Value.Items.Select(row => row.Id).ShouldBe(ids[2..]);
        (await tickets.ListAsync(new() { NewestFirst = true, Texts = ["& two?"] }, Cancelled)).Value.Items.Single().Hits.ShouldNotBeNull();
        (await tickets.ListAsync(query with { OlderThan = TimeSpan.FromMinutes(90) }, Cancelled)).Value.Items.ShouldBeEmpty();
        (await tickets.ListAsync(new() { States = ["none"] }, Cancelled)).Fault!.Message.ShouldContain("state is one of");

        var shown = (await tickets.ShowAsync(ids[0], Cancelled)).Value;
        var edited = (await tickets.EditAsync(ids[0], new() { Title = "Pour" }, shown.Revision, null, Cancelled)).Value;
        edited.Thread[^1].Author.ShouldBe("robot");
        var stale = (await tickets.EditAsync(ids[0], new() { Title = "Mine" }, shown.Revision, null, Cancelled)).Fault!;
        (stale.Code, stale.Message.Contains(edited.Revision, StringComparison.Ordinal)).ShouldBe((FaultCodes.Conflict, true), stale.Message);
        var moved = (await tickets.MoveAsync(ids[0], new("queued", "planning"), null, Cancelled)).Fault!;
        (moved.Code, moved.Message.Contains("planning", StringComparison.Ordinal)).ShouldBe((FaultCodes.StaleState, true), moved.Message);

        (await tickets.RelateAsync(ids[0], new("depends_on", ids[1], "First."), null, Cancelled)).Fault.ShouldBeNull();
        (await tickets.RelationsAsync(ids[0], Cancelled)).Value.Items.Single().Ticket.ShouldBe(ids[1]);
        (await tickets.WhyAsync(ids[0], Cancelled)).Value.Nodes.Count.ShouldBe(2);
        (await tickets.UnrelateAsync(ids[0], "depends_on", ids[1], null, Cancelled)).Value.Relations.ShouldBeEmpty();
        (await tickets.PlanAsync(ids[0], new("waiting_capacity_note", Note: "Later."), null, Cancelled)).Value.Items.Single().Author.ShouldBe("robot");
        (await tickets.PlansAsync(ids[0], Cancelled)).Value.Items.Count.ShouldBe(1);
        (await tickets.CommentAsync(ids[0], new("Words."), null, Cancelled)).Fault.ShouldBeNull();
        (await tickets.ReviewAsync(ids[0], new("request_changes", "More."), null, Cancelled)).Value.Thread[^1].Kind.ShouldBe("review");
        (await tickets.DiffAsync(ids[0], Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await tickets.StartableAsync(Cancelled)).Value.Items.ShouldBeEmpty();
        (await tickets.DoctorAsync(ids[0], Cancelled)).Value.Tickets.ShouldBe(1);
        (await tickets.FixAsync(null, null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
    }

    [Fact]
    public async Task An_artifact_comes_whole_or_not_at_all()
    {
        using var client = await ClientAsync(AccessRole.Viewer);
        using var small = await ClientAsync(AccessRole.Viewer, options => options with { MostBytes = 2048 });
        var ticket = (await _live.Tickets.CreateAsync(new("Pour", Body), null, Cancelled)).Value.Card.Id;
        var bytes = Enumerable.Range(0, 5000).Select(n => (byte)n).ToArray();
        var folder = Path.Join(_live.Root, ".yoi", "tickets", $"{ticket}", "artifacts", "a b");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Join(folder, "tea#1.bin"), bytes, Cancelled);

        (await client.Tickets("live").ArtifactsAsync(ticket, Cancelled)).Value.Items.ShouldContain(new ArtifactView("a b/tea#1.bin", 5000));
        (await client.Tickets("live").ArtifactAsync(ticket, "a b/tea#1.bin", Cancelled)).Value.ShouldBe(bytes);
        (await small.Tickets("live").ArtifactAsync(ticket, "a b/tea#1.bin", Cancelled)).Fault!.Message.ShouldContain("does not understand");
        (await client.Tickets("live").ArtifactAsync(ticket, "none", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task Objectives_are_written_edited_and_linked_once_for_a_key()
    {
        using var client = await ClientAsync(AccessRole.Operator);
        var ticket = (await client.Tickets("live").CreateAsync(new("Pour", Body), null, Cancelled)).Value.Card.Id;
        var objectives = client.Objectives("live");
        var made = (await objectives.CreateAsync(new("Tea for all"), "aim", Cancelled)).Value;
        (await objectives.CreateAsync(new("Tea for all"), "aim", Cancelled)).Value.Id.ShouldBe(made.Id);
        (await objectives.ListAsync("active", null, 10, Cancelled)).Value.Items.Single().Title.ShouldBe("Tea for all");
        (await objectives.LinkAsync(made.Id, ticket, null, Cancelled)).Value.Links.Single().Title.ShouldBe("Pour");
        (await objectives.UnlinkAsync(made.Id, ticket, null, Cancelled)).Value.Links.ShouldBeEmpty();
        var seen = (await objectives.ShowAsync(made.Id, Cancelled)).Value.Revision;
        (await objectives.EditAsync(made.Id, new() { State = "paused" }, seen, null, Cancelled)).Value.State.ShouldBe("paused");
        (await objectives.EditAsync(made.Id, new() { State = "done" }, seen, null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await objectives.ShowAsync($"{new TicketId(7)}", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task A_worktree_made_by_hand_is_compared_and_cleaned_up_by_its_plan()
    {
        using var client = await ClientAsync(AccessRole.Operator);
        var worker = (await client.Workers("live").CreateAsync(new("coder", "Ada"), null, Cancelled)).Value;
        var by = new WorkerRef(worker.Runtime, worker.Worker);
        var tree = (await client.Worktrees("live").ListAsync(null, 10, Cancelled)).Value.Items.ShouldHaveSingleItem();
        (await client.Worktrees("live").DiffAsync(tree.Name, Cancelled)).Value.Patch.ShouldBe("");
        (await client.Worktrees("live").PlanAsync(Cancelled)).Value.Items.Single().Action.ShouldBe("keep");
        (await client.Workers("live").CancelAsync(by, Cancelled)).Value.Desired.ShouldBe(DesiredState.Cancelled);
        (await client.Workers("live").DeleteAsync(by, Cancelled)).ShouldBeNull();
        (await client.Workers("live").ShowAsync(by, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);

        (await client.Worktrees("live").CleanAsync(new("another"), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        var plan = (await client.Worktrees("live").PlanAsync(Cancelled)).Value;
        (await client.Worktrees("live").CleanAsync(new(plan.Revision), null, Cancelled)).Value.Items.Select(item => item.Name).ShouldBe(plan.Items.Select(item => item.Worktree.Name));
    }

    [Fact]
    public async Task What_there_is_is_read_whole_by_a_viewer()
    {
        using var client = await ClientAsync(AccessRole.Viewer);
        (await client.StatusAsync("live", Cancelled)).Value.Workspace.DisplayName.ShouldBe("Live");
        (await client.BoardAsync("live", Cancelled)).Value.Cards.ShouldBeEmpty();
        (await client.Overview("live").SettingsAsync(Cancelled)).Value.Validation.ShouldBe(["true"]);
        (await client.Overview("live").UsageAsync(Cancelled)).Value.Total.ShouldBe(TokenCount.Zero);
        (await client.Overview("live").ApprovalsAsync(Cancelled)).Value.Items.ShouldBeEmpty();
        (await client.Attempts("live").ListAsync(null, null, null, Cancelled)).Value.Items.ShouldBeEmpty();
        (await client.Attempts("live").ShowAsync(new(1), 1, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await client.Runtimes("live").ListAsync(Cancelled)).Value.Items.Single().Runtime.ShouldBe(RuntimeId.Embedded);
        (await client.StatusAsync("other", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await client.Tickets("live").CreateAsync(new("Pour", Body), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
    }

    [Fact]
    public async Task An_admin_lets_others_in_and_reads_what_was_done_page_by_page()
    {
        using var client = await ClientAsync(AccessRole.Admin);
        var access = client.Access("live");
        var made = (await access.NewTokenAsync(new("ci", AccessRole.Viewer, 1, ["live"]), Cancelled)).Value;
        made.View.Workspaces.ShouldBe(["live"]);
        (await access.NewTokenAsync(new("ci", Workspaces: ["other"]), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
        (await access.TokensAsync(Cancelled)).Value.Items.Select(token => token.Name).ShouldBe(["robot", "ci"]);
        (await access.RevokeTokenAsync(made.View.Id, Cancelled)).Value.Count.ShouldBe(1);
        (await access.SessionsAsync(Cancelled)).Value.Items.ShouldBeEmpty();

        var newest = (await access.AuditAsync(null, 2, Cancelled)).Value;
        (newest.Items[0].Method, newest.Items[0].Name, newest.More).ShouldBe(("DELETE", "robot", true));
        (await access.AuditAsync(newest.Items[^1].Seq, 1, Cancelled)).Value.Items.Single().Seq.ShouldBe(newest.Items[^1].Seq - 1);
        (await client.Tickets("live").FixAsync(null, null, Cancelled)).Value.Errors.ShouldBe(0);
        (await client.NewLinkAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Unauthorized);
    }

    [Fact]
    public async Task Streams_and_reading_go_on_over_HTTP_when_another_server_stands_at_the_address()
    {
        using var client = await ClientAsync(AccessRole.Operator);
        var created = (await client.Workers("live").CreateAsync(new("coder", "Ada"), null, Cancelled)).Value;
        var worker = new WorkerRef(created.Runtime, created.Worker);
        var execution = await _live.Backend.NextAsync();
        await using var frames = client.Workers("live").WatchAsync(worker, null, Cancelled).GetAsyncEnumerator(Cancelled);
        await using var board = client.WatchBoardAsync("live", Cancelled).GetAsyncEnumerator(Cancelled);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        (await board.MoveNextAsync()).ShouldBeTrue();
        board.Current.Value.ShouldBeOfType<BoardSnapshotFrame>().Board.Cards.ShouldBeEmpty();
        (await client.Workers("live").SendAsync(worker, new("Hello."), null, Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        (await execution.NextRunAsync()).Finish();

        _live.Port = _live.Server.Listens.Port;
        await _live.StopAsync();
        var reading = client.StatusAsync("live", Cancelled);
        await _live.StartAsync(new());

        (await reading).Fault.ShouldBeNull();
        var ticket = (await client.Tickets("live").CreateAsync(new("Pour", Body), null, Cancelled)).Value.Card.Id;
        List<long> seqs = [];
        while (seqs.Count == 0 || seqs[^1] < 4)
        {
            (await frames.MoveNextAsync()).ShouldBeTrue();
            frames.Current.ShouldNotBeOfType<WorkerClosedFrame>();
            if (frames.Current is WorkerEventFrame item) seqs.Add(item.Event.Seq);
        }

        seqs.ShouldBe([2, 3, 4]);
        do (await board.MoveNextAsync()).ShouldBeTrue();
        while (!(board.Current.Value switch { BoardSnapshotFrame all => all.Board.Cards.Any(card => card.Id == ticket), CardFrame one => one.Card.Id == ticket, _ => false }));
    }

    private async Task<WorkspaceClient> ClientAsync(AccessRole role, Func<WorkspaceClientOptions, WorkspaceClientOptions>? change = null)
    {
        var issued = (await _live.Client.Access("live").NewTokenAsync(new("robot", role), Cancelled)).Value;
        var options = new WorkspaceClientOptions { Address = _live.Server.Listens, Token = issued.Token };
        return WorkspaceClient.Create(change?.Invoke(options) ?? options).Value;
    }
}
