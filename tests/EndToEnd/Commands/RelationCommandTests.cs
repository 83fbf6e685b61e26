namespace Yoi.Tests.EndToEnd.Commands;

public sealed class RelationCommandTests
{
    [Fact]
    public async Task Relations_are_added_listed_from_both_ends_shown_and_removed()
    {
        await using var workspace = await TestWorkspace.Make();
        var (id, other) = await Two(workspace);

        await workspace.MustYoi("ticket", "relation", "add", id[^6..], "--kind", "depends_on", "--target", other, "--note", "It is\nthe base.");

        (await workspace.MustYoi("ticket", "relation", "list", id)).ShouldBe($"depends_on\t{other}\tplanning\tOther\t{id}\tperson\tIt is the base.");
        (await workspace.MustYoi("ticket", "relation", "list", other)).ShouldBe($"dependency_of\t{id}\tplanning\tOne\t{id}\tperson\tIt is the base.");
        (await workspace.MustYoi("ticket", "show", id)).ShouldContain($"── relations\ndepends_on {other} [planning] Other — It is\nthe base.");
        (await workspace.MustYoi("ticket", "show", other)).ShouldContain($"dependency_of {id} [planning] One");
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/artifacts/relations.json")).ShouldContain($"\"target\": \"{other}\"");
        (await workspace.Told(id)).ShouldBe(["create", "relation_added"]);

        await workspace.MustYoi("ticket", "relation", "remove", id, "--kind", "depends_on", "--target", other);

        (await workspace.MustYoi("ticket", "relation", "list", id)).ShouldBeEmpty();
        (await workspace.MustYoi("ticket", "show", id)).ShouldNotContain("── relations");
        (await workspace.Told(id)).ShouldBe(["create", "relation_added", "relation_removed"]);
    }

    [Fact]
    public async Task A_relation_that_is_refused_says_why()
    {
        await using var workspace = await TestWorkspace.Make();
        var (id, other) = await Two(workspace);
        await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "depends_on", "--target", other);

        await Refused(1, "relation_cycle", "relation", "add", other, "--kind", "depends_on", "--target", id);
        await Refused(1, $"{other} → {id} → {other}", "relation", "add", other, "--kind", "depends_on", "--target", id);
        await Refused(1, "conflict", "relation", "add", id, "--kind", "depends_on", "--target", other);
        await Refused(1, "not_found", "relation", "add", id, "--kind", "related", "--target", "0000000000000");
        await Refused(1, "not_found", "relation", "remove", other, "--kind", "related", "--target", id);
        await Refused(1, "invalid", "relation", "add", id, "--kind", "related", "--target", id);
        await Refused(2, "blocked_by", "relation", "add", id, "--kind", "blocked_by", "--target", other);
        await Refused(2, "--target", "relation", "add", id, "--kind", "related");

        async Task Refused(int code, string text, params string[] arguments)
        {
            var ended = await workspace.Yoi(["ticket", .. arguments]);
            ended.ExitCode.ShouldBe(code, ended.ToString());
            ended.Error.ShouldContain(text);
        }
    }

    [Fact]
    public async Task A_relation_to_a_ticket_that_is_gone_can_be_removed_by_its_full_id()
    {
        await using var workspace = await TestWorkspace.Make();
        var (id, other) = await Two(workspace);
        await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "depends_on", "--target", other);
        Directory.Delete(Path.Combine(workspace.TicketsRoot, other), recursive: true);

        (await workspace.MustYoi("ticket", "relation", "list", id)).ShouldBe($"depends_on\t{other}\tunknown\t\t{id}\tperson");
        await workspace.MustYoi("ticket", "relation", "remove", id, "--kind", "depends_on", "--target", other);
        (await workspace.MustYoi("ticket", "relation", "list", id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_is_created_with_what_it_depends_on_or_not_at_all()
    {
        await using var workspace = await TestWorkspace.Make();
        var (first, second) = await Two(workspace);

        var id = await workspace.MustYoi("ticket", "create", "--title", "Later", "--body", "Words.", "--depends-on", second, "--depends-on", first[^6..], "--depends-on", first);

        (await workspace.MustYoi("ticket", "relation", "list", id)).Split('\n').Select(l => string.Join(' ', l.Split('\t')[..2])).ShouldBe([$"depends_on {first}", $"depends_on {second}"]);
        (await workspace.Told(id)).ShouldBe(["create", "relation_added", "relation_added"]);
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/artifacts/relations.json")).ShouldContain(second);

        var refused = await workspace.Yoi("ticket", "create", "--title", "Never", "--body", "Words.", "--depends-on", "0000000000000");
        (refused.ExitCode, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldContain("not_found");
        (await workspace.MustYoi("ticket", "list")).ShouldNotContain("Never");
    }

    private static async Task<(string One, string Other)> Two(TestWorkspace workspace)
    {
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return (await workspace.MustYoi("ticket", "create", "--title", "One", "--body", "Words."), await workspace.MustYoi("ticket", "create", "--title", "Other", "--body", "Words."));
    }
}
