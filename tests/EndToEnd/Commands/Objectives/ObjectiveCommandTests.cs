namespace Yoi.Tests.EndToEnd.Commands;

public sealed class ObjectiveCommandTests
{
    [Fact]
    public async Task An_objective_is_created_listed_shown_edited_linked_and_ended()
    {
        await using var workspace = await Plain();
        var (one, two) = (await workspace.Create("One"), await workspace.Create("Two"));

        var id = await workspace.MustYoi("objective", "create", "--title", "Fast", "--link", one[^6..], "--body", "## Goal\n\nFast.");
        (await workspace.MustYoi("objective", "link", id[^6..], two, one)).ShouldBe($"{id}\tactive\tFast");
        (await workspace.MustYoi("objective", "show", id)).ShouldEndWith($"## Goal\n\nFast.\n\n── tickets\n{one} [planning] One\n{two} [planning] Two");
        await workspace.MustYoi("objective", "edit", id, "--title", "Faster", "--body", "## Goal\n\nFaster.");
        await workspace.MustYoi("objective", "unlink", id, one);
        (await workspace.MustYoi("objective", "state", id, "done", "--from", "active")).ShouldBe($"{id}\tdone\tFaster");

        var listed = (await workspace.MustYoi("objective", "list", "--state", "done")).Split('\t');
        (listed[0], listed[1], listed[3], listed[4]).ShouldBe((id, "done", "1", "Faster"));
        (await workspace.MustYoi("objective", "list", "--state", "active")).ShouldBeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(workspace.Root, ".yoi", "objectives", id, "item.md"), TestContext.Current.CancellationToken)).ShouldContain($"linked_tickets: ['{two}']\n---\n\n## Goal\n\nFaster.\n");
    }

    [Fact]
    public async Task Without_a_body_it_has_its_sections_and_on_a_terminal_they_are_filled_in()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("objective", "create", "--title", "Sections");
        (await workspace.MustYoi("objective", "show", id)).ShouldContain("## Goal\n\n## Motivation / background\n\n## Strategy / design direction\n\n## Success criteria / exit conditions\n\n## Decision context");

        workspace.Editor = "sed -i 's/^## Goal$/## Goal\\n\\nFast./'";
        var edit = workspace.StartOnTerminal("objective", "edit", id);
        (await edit.Ended()).ShouldBe(0, edit.Log);
        (await workspace.MustYoi("objective", "show", id)).ShouldContain("## Goal\n\nFast.\n\n## Motivation");
        workspace.Editor = "true";
        await workspace.StartOnTerminal("objective", "edit", id).LineWith($"Nothing to do: {id} is active");
        await workspace.StartOnTerminal("objective", "create", "--title", "x").LineWith("so no objective was made");
    }

    [Fact]
    public async Task What_is_refused_says_why()
    {
        await using var workspace = await Plain();
        var ticket = await workspace.Create("One");
        var id = await workspace.MustYoi("objective", "create", "--title", "T", "--body", "b", "--link", ticket);

        await workspace.Refuses("not_found", "objective", "link", id, "0000000000000");
        await workspace.Refuses("not_found", "objective", "unlink", id, "0000000000000");
        await workspace.Refuses("not_found", "objective", "show", "0000000000000");
        await workspace.Refuses("invalid", "objective", "show", "abc");
        await workspace.Refuses("stale_state", "objective", "state", id, "done", "--from", "paused");
        await workspace.Refuses("conflict", "objective", "edit", id, "--title", "x", "--expect", "0000000000000000");
        await workspace.Refuses("invalid", "objective", "edit", id);
        await workspace.Misused("planning", "objective", "state", id, "planning");
        await workspace.Misused("--title", "objective", "create");

        Directory.Delete(Path.Combine(workspace.TicketsRoot, ticket), recursive: true);
        (await workspace.MustYoi("objective", "show", id)).ShouldEndWith($"── tickets\n{ticket} [unknown]");
        await workspace.MustYoi("objective", "unlink", id, ticket);
    }

    private static async Task<TestWorkspace> Plain()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return workspace;
    }
}
