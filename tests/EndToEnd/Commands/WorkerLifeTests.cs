namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>Stopping, restoring and leaving Workers, as a person does it.</summary>
public sealed class WorkerLifeTests
{
    [Fact]
    public async Task A_stopped_Worker_takes_nothing_until_it_is_restored_and_goes_on_where_it_was()
    {
        await using var workspace = await TestWorkspace.Make();
        await using var model = LiveModel.Start((_, answers) => answers switch
        {
            0 => [LiveModel.Call("write", new { path = "greeting.txt", content = "hello, world\n" })],
            2 => [LiveModel.Call("read", new { path = "greeting.txt" })],
            _ => [],
        });
        await workspace.Configure(model.Url);
        var first = await workspace.Up();
        var made = (await workspace.MustYoi("worker", "new", "--name", "Ada")).Split('\t');
        await workspace.MustYoi("worker", "send", "Ada", "Greet the world.");
        await workspace.WaitForFile(made[2], "greeting.txt", "hello, world", first);

        (await workspace.MustYoi("worker", "stop", "Ada")).ShouldContain("\tstopped\t");
        await first.KillHard();
        var second = await workspace.Up();
        var refused = await workspace.Yoi("worker", "send", "Ada", "More.");
        (refused.ExitCode, refused.Error).ShouldBe((1, "yoi: worker_stopped: The Worker was stopped; restore it first.\n"), refused.ToString());
        (await workspace.MustYoi("worker", "restore", "Ada")).ShouldContain("\tactive\tidle\t");
        await second.KillHard();
        await workspace.Up();

        (await workspace.MustYoi("worker", "send", made[0][..8], "What does it say?")).ShouldContain("* read greeting.txt  ok");
        model.Asked[^1].ShouldContain("Greet the world.");
        model.Asked[^1].ShouldContain("hello, world");
        (await workspace.MustYoi("worker", "show", "Ada")).ShouldContain($"branch    {made[2]}");
    }

    [Theory]
    [InlineData("send", "Ada", "Think.")]
    [InlineData("tail", "Ada", "--follow")]
    public async Task Ctrl_C_leaves_the_Worker_at_work_and_says_how_to_end_it(params string[] command)
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Say(0, "Late.", delayMs: 60_000));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        if (command[0] == "tail") await workspace.MustYoi("worker", "send", "Ada", "Think.", "--no-wait");
        var watching = workspace.Start(["worker", .. command]);
        await models.LineWith("turn=0 held");
        if (command[0] == "tail") await watching.LineWith("> Think.");

        await watching.Interrupt();

        (await watching.Ended()).ShouldBe(130, watching.Log);
        watching.Log.ShouldContain("the Worker goes on. End its run: yoi worker interrupt ");
        (await workspace.MustYoi("status")).ShouldContain("Workers at work: 1");
        (await workspace.MustYoi("worker", "interrupt", "Ada")).ShouldContain("\tidle\t");
        (await workspace.MustYoi("status")).ShouldContain("Workers at work: 0");
    }

    [Fact]
    public async Task What_may_not_be_committed_is_told_where_the_Worker_is_shown()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Shell(0, "cp greeting.txt check.sh"), Words.Say(1, "Copied."));
        await workspace.Configure(model);
        await File.AppendAllTextAsync(Path.Combine(workspace.Root, ".yoi", "workspace.yaml"), "\nprotected: [\"check.sh\"]\n", TestContext.Current.CancellationToken);
        await workspace.MustYoi("trust", "--yes");
        var server = await workspace.Up();
        var branch = (await workspace.MustYoi("worker", "new", "--name", "Ada", "--message", "Copy.")).Split('\t')[2];
        var tail = workspace.Start("worker", "tail", "Ada", "--follow");
        await tail.LineWith("yoi worker approve");
        await workspace.MustYoi("worker", "approve", "Ada", "--allow");

        (await tail.LineWith("! not_saved: ")).ShouldContain("check.sh");

        (await workspace.MustYoi("worker", "show", "Ada")).ShouldContain("not_saved: ");
        (await workspace.MustYoi("worker", "list")).ShouldContain("\tnot_saved");
        (await Run.Git(workspace.Root, "show", $"{branch}:check.sh")).ShouldContain("grep", Case.Sensitive, server.Log);
        await server.KillHard();
        await workspace.Up();
        (await workspace.MustYoi("worker", "show", "Ada")).ShouldContain("not_saved: ");
        (await workspace.MustYoi("worker", "tail", "Ada")).Split("! not_saved: ").Length.ShouldBe(2);
    }
}
