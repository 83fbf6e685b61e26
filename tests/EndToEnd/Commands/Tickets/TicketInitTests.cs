namespace Yoi.Tests.EndToEnd.Commands;

public sealed class TicketInitTests
{
    [Fact]
    public async Task In_a_workspace_it_makes_the_folders_that_are_missing()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var (tickets, objectives) = (workspace.TicketsRoot, Path.Combine(workspace.Root, ".yoi", "objectives"));

        (await workspace.MustYoi("ticket", "init")).ShouldBe($"created\t{tickets}\ncreated\t{objectives}");
        Directory.Exists(objectives).ShouldBeTrue();
        Directory.Delete(objectives);
        (await workspace.MustYoi("ticket", "init")).ShouldBe($"exists\t{tickets}\ncreated\t{objectives}");
    }

    [Fact]
    public async Task Without_a_workspace_tickets_work_alone_from_any_folder_below()
    {
        await using var workspace = await TestWorkspace.Make();
        var below = Directory.CreateDirectory(Path.Combine(workspace.Root, "a", "b")).FullName;

        (await Run.Program(Checkout.Yoi, below, workspace.Environment, null, "ticket", "init")).Output.ShouldStartWith($"created\t{workspace.TicketsRoot}\n");
        var id = (await Run.Program(Checkout.Yoi, below, workspace.Environment, null, "ticket", "create", "--title", "Alone", "--body", "Words.")).Output.Trim();

        (await workspace.MustYoi("ticket", "list")).ShouldContain($"{id}\tplanning");
        await workspace.MustYoi("ticket", "edit", id, "--title", "Still alone");
        (await workspace.MustYoi("objective", "create", "--title", "Why", "--link", id, "--body", "x")).Length.ShouldBe(13);
        // Nothing records them but their files, which are committed like any other; and nothing executes.
        (await Run.Git(workspace.Root, "for-each-ref", "refs/yoi")).ShouldBeEmpty();
        await workspace.Refuses("no_workspace", "up", "--no-open");
    }

    [Fact]
    public async Task A_folder_in_no_repository_will_do_and_one_that_cannot_be_written_is_told()
    {
        await using var workspace = await TestWorkspace.Make();
        var elsewhere = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(workspace.Root)!, "elsewhere")).FullName;
        await workspace.MustYoi("ticket", "init", "--workspace", elsewhere);
        (await workspace.MustYoi("ticket", "create", "--workspace", elsewhere, "--title", "T", "--body", "b")).Length.ShouldBe(13);
        await workspace.Refuses("store_failed", "ticket", "init", "--workspace", "/proc");
    }
}
