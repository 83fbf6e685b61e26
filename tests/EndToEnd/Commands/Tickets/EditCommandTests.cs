namespace Yoi.Tests.EndToEnd.Commands;

public sealed class EditCommandTests
{
    [Fact]
    public async Task Fields_title_and_body_are_edited_and_recorded()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "Old", "--body", "Old words.", "--priority", "low", "--risk", "a");

        (await workspace.MustYoi("ticket", "edit", id[^6..], "--title", "New", "--priority", "high", "--risk", "b", "--risk", "c", "--assignee", "ada", "--readiness", "draft", "--repository", "main", "--ref", "dev"))
            .ShouldBe($"{id}\tplanning\tNew");
        (await workspace.MustYoi("ticket", "edit", id, "--body", "New words.", "--priority", "")).ShouldBe($"{id}\tplanning\tNew");

        var item = await workspace.Item(id);
        item.ShouldContain("title: 'New'\n");
        item.ShouldContain("assignee: 'ada'\nrisk_flags: ['b', 'c']\npriority: null\nreadiness: 'draft'\nrepository_id: 'main'\nref_selector: 'dev'\n---\n\nNew words.\n");
        (await workspace.Told(id)).ShouldBe(["create", "item_edit", "item_edit"]);
        var shown = await workspace.MustYoi("ticket", "show", id);
        shown.ShouldContain("assignee: ada\nreadiness: draft\nrisks: b, c\nrepository: main\nref: dev\n");
        shown.ShouldContain("Body before:\n\n```markdown\nOld words.\n```");
    }

    [Fact]
    public async Task A_body_comes_from_a_file_or_a_pipe_and_an_empty_pipe_empties_nothing()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        await workspace.WriteFile("body.md", "Two.\n");

        await workspace.MustYoi("ticket", "edit", id, "--body-file", "body.md");
        (await workspace.Item(id)).ShouldEndWith("\nTwo.\n");
        (await Run.Program(Checkout.Yoi, workspace.Root, workspace.Environment, "Three.\n", "ticket", "edit", id)).ExitCode.ShouldBe(0);
        (await workspace.Item(id)).ShouldEndWith("\nThree.\n");

        var empty = await workspace.Yoi("ticket", "edit", id);
        (empty.ExitCode, empty.Error.Contains("invalid: Nothing to change", StringComparison.Ordinal)).ShouldBe((1, true), empty.ToString());
        // Nor is a pipe read where a field is given: programs are run with any standard input.
        (await Run.Program(Checkout.Yoi, workspace.Root, workspace.Environment, "not a body", "ticket", "edit", id, "--priority", "high")).ExitCode.ShouldBe(0);
        (await workspace.Item(id)).ShouldEndWith("priority: 'high'\n---\n\nThree.\n");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_or_is_refused_writes_nothing()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        var revision = Json.Of(await workspace.MustYoi("ticket", "show", id, "--json")).GetProperty("ticket").GetProperty("revision").GetString()!;

        (await workspace.MustYoi("ticket", "edit", id, "--title", "T", "--body", "One.\n")).ShouldBe($"{id}\tplanning\tT");
        await workspace.MustYoi("ticket", "edit", id, "--title", "First", "--expect", revision);
        await workspace.Refuses("conflict", "ticket", "edit", id, "--title", "Second", "--expect", revision);
        await workspace.Refuses("invalid", "ticket", "edit", id, "--title", "");
        await workspace.Refuses("not_found", "ticket", "edit", "0000000000000", "--title", "x");
        await workspace.MustYoi("ticket", "close", id, "--reason", "rejected", "--resolution", "No.");
        await workspace.Refuses("gate_refused", "ticket", "edit", id, "--title", "x");

        (await workspace.Told(id)).ShouldBe(["create", "item_edit", "state_changed closed", "close"]);
    }

    private static async Task<TestWorkspace> Plain()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return workspace;
    }
}
