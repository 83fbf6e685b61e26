namespace Yoi.Tests.EndToEnd.Commands;

public sealed class LandCommandTests
{
    [Fact]
    public async Task What_was_merged_lands_in_a_clean_checkout_when_a_person_asks_and_never_by_itself()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        (await workspace.MustYoi("land")).ShouldStartWith("Nothing to land: yoi/integration does not exist yet");
        var server = await workspace.Up();
        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "step: clean", server);
        await workspace.MustYoi("ticket", "close", id, "--resolution", "Merged.");
        await workspace.WaitForThread(id, "event: close", server);
        (await Run.Git(workspace.Root, "rev-list", "--count", "main")).ShouldBe("1", "it is checked out");
        await workspace.WriteFile("greeting.txt", "mine\n");
        (await workspace.Yoi("land")).ShouldSatisfyAllConditions(e => e.ExitCode.ShouldBe(1), e => e.Error.ShouldContain("conflict: The checkout of 'main' holds changes (greeting.txt)"));
        await workspace.WriteFile("greeting.txt", "hello\n");

        var said = await workspace.MustYoi("land");

        said.ShouldStartWith("main is now at ");
        said.ShouldContain("Greet the world");
        (await File.ReadAllTextAsync(Path.Combine(workspace.Root, "greeting.txt"), TestContext.Current.CancellationToken)).ShouldBe("hello, world\n");
        (await Run.Git(workspace.Root, "rev-parse", "main")).ShouldBe(await Run.Git(workspace.Root, "rev-parse", "yoi/integration"));
        (await workspace.MustYoi("land")).ShouldBe("Nothing to land: main holds everything that was merged.");
    }

    [Fact]
    public async Task Work_of_the_targets_own_is_merged_first_and_lands_only_if_both_together_pass()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "step: clean", server);
        await workspace.WriteFile("check.sh", "echo no farewell; grep -q 'hello, world' greeting.txt && test -f farewell.txt\n");
        await Run.Git(workspace.Root, "commit", "--quiet", "--all", "--message", "A farewell is asked for");
        var main = await Run.Git(workspace.Root, "rev-parse", "main");

        var refused = await workspace.Yoi("land");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("gate_refused: `sh check.sh` fails on the merge of both branches, so nothing landed.");
        refused.Output.ShouldContain("no farewell");
        (await Run.Git(workspace.Root, "rev-parse", "main")).ShouldBe(main);

        await workspace.WriteFile("farewell.txt", "bye\n");
        await Run.Git(workspace.Root, "add", "farewell.txt");
        await Run.Git(workspace.Root, "commit", "--quiet", "--message", "A farewell");
        (await workspace.MustYoi("land")).ShouldContain("main is now at ");
        (await Run.Git(workspace.Root, "show", "main:greeting.txt", "main:farewell.txt")).ShouldBe("hello, world\nbye");
    }
}
