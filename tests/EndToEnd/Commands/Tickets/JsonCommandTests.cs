using System.Text.Json;

namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>With <c>--json</c> every command prints one document of the shape that is documented.</summary>
public sealed class JsonCommandTests
{
    [Fact]
    public async Task Commands_that_change_a_ticket_answer_it_as_it_is_now_and_what_its_thread_was_told()
    {
        await using var workspace = await Plain();
        var made = await Changed("create", "--title", "時計を直す", "--body", "## Requirements\n\nx\n\n## Acceptance criteria\n\ny\n");
        var id = made.Ticket.GetProperty("id").GetString()!;
        made.Ticket.GetProperty("title").GetString().ShouldBe("時計を直す");
        var other = (await Changed("create", "--title", "Other", "--body", "b", "--depends-on", id)).Ticket.GetProperty("id").GetString()!;

        (await Changed("edit", id, "--priority", "high", "--risk", "a")).Kinds.ShouldBe(["item_edit"]);
        (await Changed("comment", id, "--body", "A remark.")).Kinds.ShouldBe(["comment"]);
        (await Changed("relation", "add", id, "--kind", "related", "--target", other)).Kinds.ShouldBe(["relation_added"]);
        (await Changed("relation", "remove", id, "--kind", "related", "--target", other)).Kinds.ShouldBe(["relation_removed"]);
        (await Changed("ready", id)).Kinds.ShouldBe(["intake_summary", "state_changed"]);
        (await Changed("queue", id)).Ticket.GetProperty("queued_by").GetString().ShouldBe("person");
        (await Changed("unqueue", id, "--reason", "not now")).Ticket.GetProperty("state").GetString().ShouldBe("ready");
        (await Changed("state", id, "queued")).Kinds.ShouldBe(["state_changed"]);
        (await Changed("plan", "add", id, "--kind", "accepted_plan", "--summary", "Do it.")).Kinds.ShouldBe(["plan_recorded"]);
        (await Changed("review", id, "--approve")).Kinds.ShouldBe(["review"]);
        (await Changed("close", id, "--reason", "rejected", "--resolution", "No.")).Kinds.ShouldBe(["state_changed", "close"]);
        (await Changed("reopen", id, "--reason", "yes")).Ticket.GetProperty("queued_by").ValueKind.ShouldBe(JsonValueKind.Null);

        var same = Json.Shaped("ticket-change", await workspace.MustYoi("ticket", "edit", id, "--priority", "high", "--json"));
        (same.GetProperty("changed").GetBoolean(), same.GetProperty("events").GetArrayLength()).ShouldBe((false, 0));

        async Task<(JsonElement Ticket, string?[] Kinds)> Changed(params string[] arguments)
        {
            var document = Json.Shaped("ticket-change", await workspace.MustYoi(["ticket", .. arguments, "--json"]));
            document.GetProperty("changed").GetBoolean().ShouldBeTrue();
            return (document.GetProperty("ticket"), [.. document.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("kind").GetString())]);
        }
    }

    [Fact]
    public async Task Commands_that_show_answer_whole()
    {
        await using var workspace = await Plain();
        var (id, other) = (await workspace.Create("One"), await workspace.Create("Other"));
        await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "depends_on", "--target", other, "--note", "It is the base.");
        await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "after", "--related", other);
        await workspace.MustYoi("ticket", "ready", id);
        await File.AppendAllTextAsync(Path.Combine(workspace.TicketsRoot, id, "artifacts", "orchestration-plan.jsonl"), "not a record\n", TestContext.Current.CancellationToken);

        var shown = Json.Shaped("ticket-show", await workspace.MustYoi("ticket", "show", id, "--json"));
        shown.GetProperty("thread").GetArrayLength().ShouldBe(5);
        shown.GetProperty("unowned")[0].GetProperty("text").GetString().ShouldBe("not a record");
        Json.Shaped("ticket-relations", await workspace.MustYoi("ticket", "relation", "list", other, "--json")).GetProperty("relations")[0].GetProperty("recorded_by").GetString().ShouldBe(id);
        Json.Shaped("ticket-plans", await workspace.MustYoi("ticket", "plan", "list", id, "--json")).GetProperty("plans")[0].GetProperty("related_ticket").GetString().ShouldBe(other);
        Json.Shaped("ticket-list", await workspace.MustYoi("ticket", "list", "--json")).GetProperty("tickets").GetArrayLength().ShouldBe(2);
        Json.Shaped("ticket-search", await workspace.MustYoi("ticket", "search", "greeting", "--json"));
        Json.Shaped("startable", await workspace.MustYoi("ticket", "startable", "--json"));
        Json.Shaped("why", await workspace.MustYoi("ticket", "why", id, "--json"));
        Json.Shaped("ticket-init", await workspace.MustYoi("ticket", "init", "--json")).GetProperty("created").GetArrayLength().ShouldBe(1);

        await File.WriteAllTextAsync(Path.Combine(workspace.TicketsRoot, id, "artifacts", "relations.json"), "{}", TestContext.Current.CancellationToken);
        Json.Shaped("ticket-show", await workspace.MustYoi("ticket", "show", id, "--json")).GetProperty("relations_problem").GetProperty("code").GetString().ShouldBe("ticket_unreadable");
    }

    [Fact]
    public async Task Commands_of_objectives_answer_the_objective()
    {
        await using var workspace = await Plain();
        var ticket = await workspace.Create("One");
        var made = Json.Shaped("objective-change", await workspace.MustYoi("objective", "create", "--title", "T", "--body", "b", "--json")).GetProperty("objective");
        var id = made.GetProperty("id").GetString()!;
        foreach (var arguments in new string[][] { ["edit", id, "--title", "U"], ["link", id, ticket], ["state", id, "paused"], ["unlink", id, ticket] })
            Json.Shaped("objective-change", await workspace.MustYoi(["objective", .. arguments, "--json"])).GetProperty("changed").GetBoolean().ShouldBeTrue();
        Json.Shaped("objective-change", await workspace.MustYoi("objective", "state", id, "paused", "--json")).GetProperty("changed").GetBoolean().ShouldBeFalse();
        await workspace.MustYoi("objective", "link", id, ticket);
        Directory.Delete(Path.Combine(workspace.TicketsRoot, ticket), recursive: true);
        Json.Shaped("objective-show", await workspace.MustYoi("objective", "show", id, "--json")).GetProperty("linked_tickets")[0].GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null);
        await workspace.WriteFile(".yoi/objectives/0000000000000/item.md", "not an objective");
        var listed = Json.Shaped("objective-list", await workspace.MustYoi("objective", "list", "--json")).GetProperty("objectives");
        (listed[0].GetProperty("diagnostic").GetProperty("code").GetString(), listed[1].GetProperty("state").GetString()).ShouldBe(("ticket_unreadable", "paused"));
    }

    [Fact]
    public async Task A_fault_is_no_document_but_a_line_on_standard_error()
    {
        await using var workspace = await Plain();
        var id = await workspace.Create("One");
        await workspace.Refuses("not_found", "ticket", "show", "0000000000000", "--json");
        await workspace.Refuses("gate_refused", "ticket", "close", id, "--resolution", "x", "--json");
        await workspace.Refuses("not_found", "objective", "show", "0000000000000", "--json");
        await workspace.Refuses("invalid", "ticket", "create", "--title", "", "--body", "x", "--json");
    }

    private static async Task<TestWorkspace> Plain()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return workspace;
    }
}
