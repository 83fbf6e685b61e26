using System.Net.Http.Json;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class AttemptViewTests : IAsyncLifetime
{
    private const string Body = "## Requirements\n\n- it greets\n\n## Acceptance criteria\n\n- it does\n\n## Write scope\n\n- `greeting.txt`\n";

    private readonly LiveWorkspace _live = new() { Slots = 1 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task A_tickets_page_follows_its_attempt_through_a_change_request_to_the_merge()
    {
        var id = await QueueAsync("Greet");
        var coder = await SoonAsync(_live.Backend.NextAsync());
        var run = await SoonAsync(coder.NextRunAsync());
        await WriteAsync(id, "hello, moon\n");
        var coding = await ShowAsync(id, t => t.Attempt?.Summary.Step == "code");
        coding.Attempt!.Workers.Single().Branch.ShouldBe(coding.Attempt.Summary.Branch);
        coding.Attempt.WriteGlobs.ShouldBe(["greeting.txt"]);
        coding.Actions.ShouldBeEmpty();
        (await DiffAsync(id)).Patch.ShouldBeEmpty();

        await SubmitAsync(coder, run, "submit_work", new { summary = "Greets the moon." });
        var reviewer = await SoonAsync(_live.Backend.NextAsync());
        run = await SoonAsync(reviewer.NextRunAsync());
        var reviewing = await ShowAsync(id, t => t.Attempt?.Summary.Step == "review");
        reviewing.Attempt!.Commit.ShouldBe((await DiffAsync(id)).Head);
        (await DiffAsync(id)).Patch.ShouldContain("+hello, moon");

        await SubmitAsync(reviewer, run, "submit_review", new { verdict = "request_changes", summary = "Not the moon.", findings = new[] { new { severity = "major", text = "The world.", path = "greeting.txt", line = 1 } } });
        run = await SoonAsync(coder.NextRunAsync());
        (await ShowAsync(id, t => t.Attempt?.Rounds == 1)).Card.Attempt!.Rounds.ShouldBe(1);
        await WriteAsync(id, "hello, world\n");
        await SubmitAsync(coder, run, "submit_work", new { summary = "Greets the world." });
        await SubmitAsync(reviewer, await SoonAsync(reviewer.NextRunAsync()), "submit_review", new { verdict = "approve", summary = "As asked." });

        var done = await ShowAsync(id, t => t.Card.State == "done");
        done.Attempt!.Reviews.Select(r => (r.Verdict, r.Findings.Count)).ShouldBe([("request_changes", 1), ("approve", 0)]);
        done.Actions.Select(a => a.Name).ShouldBe(["Close", "Reopen"]);
        await LiveWorkspace.UntilAsync(() => _live.Git("branch", "--list", "work/*").Length == 0);
        var merged = await DiffAsync(id);
        (merged.Head, merged.Base).ShouldBe((_live.Git("rev-parse", "yoi/integration"), _live.Git("rev-parse", "main")));
        merged.Patch.ShouldContain("+hello, world");
        (await _live.Tickets.MoveAsync(id, new("done", "closed", Resolution: "Merged."), null, Cancelled)).Value.Resolution.ShouldBe("Merged.\n");
        await ShouldBeOnRecordAsync(id, merged.Head);
    }

    private async Task ShouldBeOnRecordAsync(TicketId id, string merge)
    {
        var row = (await GetAsync($"attempts?ticket={id}", BrowserJson.Default.AttemptPage)).Items.Single();
        (row.Number, row.Merge, row.Rounds).ShouldBe((1, merge, 1));
        var record = await GetAsync($"attempts/{id}/1", BrowserJson.Default.AttemptRecordView);
        record.Events[0].Type.ShouldBe("opened");
        record.Events.Where(e => e.Type == "reviewed").Select(e => e.Word).ShouldBe(["request_changes", "approve"]);
        record.Events.Single(e => e.Type == "branch_moved").Commit.ShouldBe(merge);
        record.Attempt.Reviews.Count.ShouldBe(2);

        var receipts = await GetAsync($"tickets/{id}/receipts", BrowserJson.Default.ReceiptPage);
        receipts.Items.Count.ShouldBe(record.Events.Count(e => e.Type == "receipt"));
        receipts.Items.ShouldAllBe(r => r.Verified && r.Document == null && r.ExitCode == 0 && r.Command == "true");
        (await GetAsync($"tickets/{id}/receipts?limit=1&after={receipts.Items[0].Id}", BrowserJson.Default.ReceiptPage)).Items.Single().Id.ShouldBe(receipts.Items[1].Id);
        var one = await GetAsync($"tickets/{id}/receipts/{receipts.Items[0].Id}", BrowserJson.Default.StoredReceiptView);
        var file = Path.Join(_live.Root, ".yoi", "tickets", $"{id}", "artifacts", "receipts", $"{one.Id}.json");
        one.Document.ShouldBe(JsonSerializer.Deserialize(await File.ReadAllTextAsync(file, Cancelled), WireJson.Default.SignedReceipt));

        var payload = Convert.ToBase64String(Convert.FromBase64String(one.Document!.Payload).Select(b => b == (byte)'0' ? (byte)'1' : b).ToArray());
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(one.Document with { Payload = payload }, WireJson.Default.SignedReceipt), Cancelled);
        var forged = await GetAsync($"tickets/{id}/receipts/{one.Id}", BrowserJson.Default.StoredReceiptView);
        (forged.Verified, forged.Problem!.Code, forged.Command).ShouldBe((false, FaultCodes.VerificationFailed, null));
    }

    [Fact]
    public async Task The_Worker_of_an_attempt_that_is_not_over_is_not_deleted_under_it()
    {
        var id = await QueueAsync("Greet");
        await SoonAsync(_live.Backend.NextAsync());
        var coder = (await ShowAsync(id, t => t.Attempt?.Workers.Count > 0)).Attempt!.Workers[0];

        (await _live.Host.Workers.DeleteAsync(new(coder.Runtime, coder.Worker), Cancelled))!.Code.ShouldBe(FaultCodes.Conflict);
        (await _live.Host.Workers.ShowAsync(new(coder.Runtime, coder.Worker), Cancelled)).Value.Desired.ShouldBe(DesiredState.Active);
    }

    [Fact]
    public async Task A_parked_attempt_can_be_queued_again_and_what_it_says_names_nothing_of_the_host()
    {
        var id = await QueueAsync("Greet");
        var run = await SoonAsync((await SoonAsync(_live.Backend.NextAsync())).NextRunAsync());
        run.End.TrySetResult(new(RunOutcome.Failed, new(FaultCodes.BackendFailed, $"/home/{LiveWorkspace.Canary}/key: no such file")));

        var parked = await ShowAsync(id, t => t.Card.Attempt?.Parked is not null);
        parked.Card.Attempt!.Parked!.Message.ShouldNotContain(LiveWorkspace.Canary);
        var again = parked.Actions.Single();
        (again.To, again.Name, again.Refused).ShouldBe(("queued", "Queue again", null));
        again.Needs.ShouldBe(["reason"]);

        (await _live.Tickets.MoveAsync(id, new("inprogress", "queued"), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.GateRefused);
        await _live.Tickets.MoveAsync(id, new("inprogress", "queued", Reason: "The key is there now."), null, Cancelled);
        (await ShowAsync(id, t => t.Card.Attempt?.Number == 2)).Card.State.ShouldNotBe("planning");
        var page = await GetAsync($"attempts?ticket={id}&limit=1", BrowserJson.Default.AttemptPage);
        (page.Items.Single().Number, page.Next).ShouldBe((2, $"{id}-2"));
        page = await GetAsync($"attempts?ticket={id}&limit=1&after={page.Next}", BrowserJson.Default.AttemptPage);
        (page.Items.Single().Number, page.Next).ShouldBe((1, null));
        (await GetAsync($"attempts/{id}/1", BrowserJson.Default.AttemptRecordView)).Events.ShouldContain(e => e.Type == "parked" && e.Word == FaultCodes.BackendFailed);
    }

    [Fact]
    public async Task What_a_queued_ticket_waits_for_is_on_its_card_and_its_page()
    {
        var first = await QueueAsync("First");
        await ShowAsync(first, t => t.Card.State == "inprogress");
        var second = await QueueAsync("Second");
        (await ShowAsync(second, t => t.Card.Waits is not null)).Waits.Single().Code.ShouldBe("capacity");

        var third = (await _live.Tickets.CreateAsync(new("Third", Body), null, Cancelled)).Value.Card.Id;
        await RelateAsync(third, first);
        (await ShowAsync(third, _ => true)).Waits.Single().ShouldBe(new("dependency_blocked", $"Depends on {first}, which is inprogress.", $"{first} is done or closed", first));
        await MoveToQueueAsync(third);
        var waiting = await ShowAsync(third, t => t.Card.Waits is not null);
        waiting.Card.Waits.ShouldBe(new("dependency_blocked", $"Depends on {first}, which is inprogress."));
        waiting.Relations.Single().ShouldBe(new("depends_on", first, "First", "inprogress", null));
        (await _live.Client.BoardAsync("live", Cancelled)).Value.Cards.Single(c => c.Id == first).Waits.ShouldBeNull();
    }

    private async Task<T> GetAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var http = _live.Operator();
        return (await http.GetFromJsonAsync($"/api/workspaces/live/{path}", Lenient.Of(type), Cancelled))!;
    }

    private async Task<TicketId> QueueAsync(string title)
    {
        var id = (await _live.Tickets.CreateAsync(new(title, Body), null, Cancelled)).Value.Card.Id;
        await MoveToQueueAsync(id);
        return id;
    }

    private async Task MoveToQueueAsync(TicketId id)
    {
        (await _live.Tickets.MoveAsync(id, new("planning", "ready"), null, Cancelled)).Fault.ShouldBeNull();
        (await _live.Tickets.MoveAsync(id, new("ready", "queued"), null, Cancelled)).Fault.ShouldBeNull();
    }

    /// <summary>By the files, as another program would.</summary>
    private async Task RelateAsync(TicketId id, TicketId target)
    {
        using var store = Yoi.Tickets.TicketStore.Open(new() { Root = Path.Join(_live.Root, ".yoi", "tickets") });
        (await store.AddRelationAsync(id, new() { Kind = "depends_on", Target = target, Author = "tester" }, Cancelled)).Fault.ShouldBeNull();
    }

    private async Task<TicketView> ShowAsync(TicketId id, Func<TicketView, bool> so)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; ; tries++)
        {
            var ticket = (await _live.Tickets.ShowAsync(id, Cancelled)).Value;
            if (so(ticket)) return ticket;
            if (tries == 1000) Assert.Fail($"{JsonSerializer.Serialize(ticket, BrowserJson.Default.TicketView)}\n{_live.Log}");
            await timer.WaitForNextTickAsync(Cancelled);
        }
    }

    private async Task<T> SoonAsync<T>(Task<T> what)
    {
        if (await Task.WhenAny(what, Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, Cancelled)) != what) Assert.Fail(_live.Log);
        return await what;
    }

    private async Task<DiffView> DiffAsync(TicketId id) => (await _live.Tickets.DiffAsync(id, Cancelled)).Value;

    private async Task WriteAsync(TicketId id, string text)
    {
        var branch = (await ShowAsync(id, t => t.Attempt?.Summary.Branch is not null)).Attempt!.Summary.Branch!;
        await File.WriteAllTextAsync(Path.Join(_live.Root, ".worktree", branch["work/".Length..], "greeting.txt"), text, Cancelled);
    }

    private async Task SubmitAsync(FakeExecution execution, FakeRun run, string tool, object arguments)
    {
        var reply = await _live.Host.TicketTools(execution.Context.Worker, new(tool, $"c-{run.Input.Run}", JsonSerializer.SerializeToElement(arguments)), Cancelled);
        reply.IsError.ShouldBeFalse(reply.Text);
        run.Finish();
    }
}
