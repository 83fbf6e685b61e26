namespace Yoi.Tests.EndToEnd.Whole;

public sealed class StraightTicketTests
{
    [Fact]
    public async Task A_queued_ticket_ends_merged_reviewed_checked_and_closed()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        var server = await workspace.Up();
        var main = await Run.Git(workspace.Root, "rev-parse", "main");

        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "step: clean", server);
        await workspace.MustYoi("ticket", "close", id, "--resolution", "Merged.");
        await workspace.WaitForThread(id, "event: close", server);

        (await workspace.Told(id)).ShouldBe(Words.StraightThread);
        (await Run.Git(workspace.Root, "rev-parse", "main")).ShouldBe(main);
        (await Run.Git(workspace.Root, "show", "yoi/integration:greeting.txt")).ShouldBe("hello, world");
        (await Run.Git(workspace.Root, "rev-list", "--merges", "--count", "yoi/integration")).ShouldBe("1");
        (await Run.Git(workspace.Root, "log", "-1", "--format=%(trailers:key=Yoi-Ticket,valueonly)", "yoi/integration")).ShouldBe(id);
        (await Run.Git(workspace.Root, "branch", "--list", "work/*")).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(workspace.Root, ".worktree")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(workspace.TicketsRoot, id, "artifacts", "receipts"), "*.json").Length.ShouldBe(2);
    }
}
