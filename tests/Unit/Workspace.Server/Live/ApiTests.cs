using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

/// <summary>The rest of the API through real HTTP, on real files and a real repository.</summary>
public sealed class ApiTests(LiveWorkspace live) : IClassFixture<LiveWorkspace>
{
    private const string Api = "/api/workspaces/live";
    private const string Body = "## Requirements\n\n- it works\n\n## Acceptance criteria\n\n- a test shows it\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tickets_are_listed_in_pages_filtered_and_searched()
    {
        var word = $"word{Guid.NewGuid():N}";
        var ids = new List<TicketId>();
        for (var i = 0; i < 3; i++) ids.Add((await CreateAsync($"List {i}", $"One {word} here.")).Card.Id);
        (await live.Tickets.MoveAsync(ids[1], new("planning", "closed", "rejected", Resolution: "No."), null, Cancelled)).Fault.ShouldBeNull();

        var first = await GetAsync($"tickets?text={word}&limit=2", BrowserJson.Default.TicketListPage);
        first.Items.Select(t => t.Id).ShouldBe(ids.Take(2));
        (first.Items[0].HitCount, first.Items[0].Hits!.Single().File).ShouldBe((1, "item.md"));
        first.Next.ShouldBe(ids[1]);
        (await GetAsync($"tickets?text={word}&limit=2&after={first.Next}", BrowserJson.Default.TicketListPage)).Items.Select(t => t.Id).ShouldBe([ids[2]]);
        (await GetAsync($"tickets?text={word}&state=closed", BrowserJson.Default.TicketListPage)).Items.Single().Title.ShouldBe("List 1");
        (await GetAsync("tickets?newest=true&limit=1", BrowserJson.Default.TicketListPage)).Items.Single().CreatedBy.ShouldBe("Person");
        (await GetAsync($"tickets?text={word}&event=close&author=Person", BrowserJson.Default.TicketListPage)).Items.Single().Id.ShouldBe(ids[1]);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_changed_is_refused_and_names_what_there_is()
    {
        var ticket = await CreateAsync("Before");
        var edits = $"tickets/{ticket.Card.Id}/edits";
        var (status, text) = await PostAsync(edits, """{"title":"After","risk_flags":["data"]}""", ticket.Revision);
        status.ShouldBe(200, text);
        var edited = await GetAsync($"tickets/{ticket.Card.Id}", BrowserJson.Default.TicketView);
        (edited.Card.Title, edited.Thread[^1].Kind, edited.Thread[^1].Author).ShouldBe(("After", "item_edit", "Person"));

        (status, text) = await PostAsync(edits, """{"title":"Mine"}""", ticket.Revision);
        status.ShouldBe(409);
        text.ShouldContain(FaultCodes.Conflict);
        text.ShouldContain(edited.Revision);
        (status, text) = await PostAsync(edits, """{"title":"Mine","expected":"queued"}""");
        (status, text.Contains("is planning, not queued", StringComparison.Ordinal)).ShouldBe((409, true), text);
        (await PostAsync(edits, $$"""{"title":"Mine","revision":"{{edited.Revision}}"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Relations_plans_and_reviews_are_written_once_and_tell_what_a_ticket_waits_for()
    {
        var (one, two) = (await CreateAsync("One"), await CreateAsync("Two"));
        var path = $"tickets/{one.Card.Id}";
        var relation = $$"""{"kind":"depends_on","ticket":"{{two.Card.Id}}","note":"First."}""";
        foreach (var _ in new[] { 1, 2 }) (await PostAsync($"{path}/relations", relation, key: "relate")).Status.ShouldBe(200);
        (await PostAsync($"{path}/relations", relation)).Status.ShouldBe(409);
        (await PostAsync($"tickets/{two.Card.Id}/relations", $$"""{"kind":"depends_on","ticket":"{{one.Card.Id}}"}""")).Text.ShouldContain(FaultCodes.RelationCycle);

        (await GetAsync($"{path}/relations", BrowserJson.Default.RelationPage)).Items.Single().ShouldBe(new("depends_on", two.Card.Id, "Two", "planning", "First."));
        var why = await GetAsync($"{path}/why", BrowserJson.Default.WhyView);
        why.Nodes.Select(n => (n.Depth, n.Ticket, n.Wait?.Code)).ShouldBe([(0, one.Card.Id, null), (1, two.Card.Id, "dependency_blocked")]);
        (await GetAsync("tickets?blocked=true", BrowserJson.Default.TicketListPage)).Items.ShouldContain(t => t.Id == one.Card.Id);

        await live.Tickets.MoveAsync(two.Card.Id, new("planning", "ready"), null, Cancelled);
        await live.Tickets.MoveAsync(two.Card.Id, new("ready", "queued"), null, Cancelled);
        (await GetAsync("tickets/startable", BrowserJson.Default.StartablePage)).Items.ShouldContain(t => t.Ticket == two.Card.Id && t.CanStart && t.Title == "Two");

        foreach (var _ in new[] { 1, 2 }) (await PostAsync($"{path}/plans", """{"kind":"waiting_capacity_note","note":"Later."}""", key: "plan")).Status.ShouldBe(200);
        var plan = (await GetAsync($"{path}/plans", BrowserJson.Default.PlanPage)).Items.Single();
        (plan.Kind, plan.Note, plan.Author).ShouldBe(("waiting_capacity_note", "Later.", "Person"));
        (await PostAsync($"{path}/reviews", """{"verdict":"request_changes"}""")).Status.ShouldBe(400);
        (await PostAsync($"{path}/reviews", """{"verdict":"request_changes","body":"More."}""")).Status.ShouldBe(200);
        (await GetAsync("tickets?change_requested=true", BrowserJson.Default.TicketListPage)).Items.ShouldContain(t => t.Id == one.Card.Id && t.LastEvent == "review");

        using var http = live.Operator();
        (await http.DeleteAsync($"{Api}/{path}/relations/depends_on/{two.Card.Id}", Cancelled)).EnsureSuccessStatusCode().Dispose();
        (await GetAsync($"{path}/relations", BrowserJson.Default.RelationPage)).Items.ShouldBeEmpty();
        ((int)(await http.DeleteAsync($"{Api}/{path}/relations/depends_on/{two.Card.Id}", Cancelled)).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task An_objective_is_written_edited_linked_and_listed()
    {
        var ticket = (await CreateAsync("Aim")).Card.Id;
        var (status, text) = await PostAsync("objectives", $$"""{"title":"Tea for all","tickets":["{{ticket}}"]}""", key: "aim");
        status.ShouldBe(201, text);
        (await PostAsync("objectives", $$"""{"title":"Tea for all","tickets":["{{ticket}}"]}""", key: "aim")).Text.ShouldBe(text);
        var made = (await GetAsync("objectives?state=active", BrowserJson.Default.ObjectivePage)).Items.Single(o => o.Title == "Tea for all");
        var objective = await GetAsync($"objectives/{made.Id}", BrowserJson.Default.ObjectiveView);
        objective.Links.Single().ShouldBe(new($"{ticket}", "Aim", "planning"));

        (await PostAsync($"objectives/{made.Id}/edits", """{"state":"paused"}""", objective.Revision)).Status.ShouldBe(200);
        (status, text) = await PostAsync($"objectives/{made.Id}/edits", """{"state":"done"}""", objective.Revision);
        (status, text.Contains((await GetAsync($"objectives/{made.Id}", BrowserJson.Default.ObjectiveView)).Revision, StringComparison.Ordinal)).ShouldBe((409, true), text);
        using var http = live.Operator();
        (await http.DeleteAsync($"{Api}/objectives/{made.Id}/links/{ticket}", Cancelled)).EnsureSuccessStatusCode().Dispose();
        var other = (await CreateAsync("Other aim")).Card.Id;
        (await PostAsync($"objectives/{made.Id}/links", $$"""{"ticket":"{{other}}"}""")).Status.ShouldBe(200);
        (await GetAsync($"objectives/{made.Id}", BrowserJson.Default.ObjectiveView)).Links.Select(l => l.Ticket).ShouldBe([$"{other}"]);
        ((int)(await http.GetAsync($"{Api}/objectives/{new TicketId(7)}", Cancelled)).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task The_doctor_tells_and_mends_and_artifacts_are_read()
    {
        var id = (await CreateAsync("Sick")).Card.Id;
        var folder = Directory.CreateDirectory(Path.Join(live.Root, ".yoi", "tickets", $"{id}", "artifacts", "notes")).FullName;
        await File.WriteAllTextAsync(Path.Join(folder, "a.txt"), "tea", Cancelled);

        (await GetAsync($"tickets/{id}/artifacts", BrowserJson.Default.ArtifactPage)).Items.ShouldBe([new("notes/a.txt", 3)]);
        using var http = live.Operator();
        (await http.GetStringAsync($"{Api}/tickets/{id}/artifacts/notes/a.txt", Cancelled)).ShouldBe("tea");
        ((int)(await http.GetAsync($"{Api}/tickets/{id}/artifacts/notes/b.txt", Cancelled)).StatusCode).ShouldBe(404);
        ((int)(await http.GetAsync($"{Api}/tickets/{id}/artifacts/..%2F..%2Fitem.md", Cancelled)).StatusCode).ShouldBe(400);
        (await GetAsync($"doctor?ticket={id}", BrowserJson.Default.DoctorView)).Errors.ShouldBe(0);
        await File.AppendAllTextAsync(Path.Join(live.Root, ".yoi", "tickets", $"{id}", "artifacts", "relations.json"), "{ no json", Cancelled);
        var sick = await GetAsync($"doctor?ticket={id}", BrowserJson.Default.DoctorView);
        sick.Findings.ShouldContain(f => f.Path == $"{id}/artifacts/relations.json" && f.Severity == "error");
        (await PostAsync($"doctor/fix?ticket={id}", "")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Worktrees_are_cleaned_up_by_a_plan_once_nobody_needs_them()
    {
        var worker = (await live.Workers.CreateAsync(new("coder", "Clean"), null, Cancelled)).Value;
        var name = $"hand-{worker.Worker.Value.ToString("N")[^8..]}";
        await File.WriteAllTextAsync(Path.Join(live.Root, ".worktree", name, "new.txt"), "tea\n", Cancelled);
        var seen = (await GetAsync("worktrees", BrowserJson.Default.WorktreePage)).Items.Single(w => w.Name == name);
        (seen.Worker, seen.Ahead, seen.Dirty, seen.Branch).ShouldBe((worker.Worker, 0, true, worker.Branch));
        (await GetAsync($"worktrees/{name}/diff", BrowserJson.Default.DiffView)).Patch.ShouldContain("+tea");

        var plan = await GetAsync("worktrees/cleanup", BrowserJson.Default.CleanupPlanView);
        var item = plan.Items.Single(i => i.Worktree.Name == name);
        (item.Action, item.Blocked!.Code).ShouldBe(("keep", FaultCodes.Busy));
        (await CleanAsync(plan.Revision, name)).Items.Single().Outcome.ShouldBe("kept");
        Directory.Exists(Path.Join(live.Root, ".worktree", name)).ShouldBeTrue();

        await live.Workers.StopAsync(new(worker.Runtime, worker.Worker), Cancelled);
        var (status, text) = await PostAsync("worktrees/cleanup", $$"""{"revision":"{{plan.Revision}}"}""");
        status.ShouldBe(409, text);
        plan = await GetAsync("worktrees/cleanup", BrowserJson.Default.CleanupPlanView);
        text.ShouldContain(plan.Revision);
        plan.Items.Single(i => i.Worktree.Name == name).Action.ShouldBe("rescue");
        var outcome = (await CleanAsync(plan.Revision, name)).Items.Single();
        outcome.Outcome.ShouldBe("rescued", live.Log);
        live.Git("show", $"{outcome.RescueRef}:new.txt").ShouldBe("tea");
        Directory.Exists(Path.Join(live.Root, ".worktree", name)).ShouldBeFalse();
        (await GetAsync("worktrees", BrowserJson.Default.WorktreePage)).Items.ShouldNotContain(w => w.Name == name);
    }

    [Fact]
    public async Task The_workspace_as_a_whole_is_told()
    {
        var worker = (await live.Workers.CreateAsync(new("coder", "Whole"), null, Cancelled)).Value;

        (await GetAsync("usage", BrowserJson.Default.UsageReport)).Workers.ShouldContain(w => w.Worker == worker.Worker && w.Model == "small");
        (await GetAsync("approvals", BrowserJson.Default.ApprovalPage)).Items.ShouldBeEmpty();
        var settings = await GetAsync("settings", BrowserJson.Default.SettingsView);
        (settings.Workspace.Id, settings.Validation.Single(), settings.Protected.Single()).ShouldBe(("live", "true", "guarded/**"));
        settings.Roles.Select(r => (r.Role, r.Profile)).ShouldContain(("coder", "builtin:coder"));
    }

    private async Task<CleanupResult> CleanAsync(string revision, string name)
    {
        var (status, text) = await PostAsync("worktrees/cleanup", $$"""{"revision":"{{revision}}","names":["{{name}}"]}""");
        status.ShouldBe(200, text);
        return System.Text.Json.JsonSerializer.Deserialize(text, Lenient.Of(BrowserJson.Default.CleanupResult))!;
    }

    private async Task<TicketView> CreateAsync(string title, string body = Body) => (await live.Tickets.CreateAsync(new(title, body), null, Cancelled)).Value;

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var http = live.Operator();
        using var response = await http.GetAsync($"{Api}/{path}", Cancelled);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await response.Content.ReadAsStringAsync(Cancelled)}");
        return (await response.Content.ReadFromJsonAsync(Lenient.Of(type), Cancelled))!;
    }

    private async Task<(int Status, string Text)> PostAsync(string path, string body, string? revision = null, string? key = null)
    {
        using var http = live.Operator();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/{path}") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (revision is not null) request.Headers.Add("If-Match", $"\"{revision}\"");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, Cancelled);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
