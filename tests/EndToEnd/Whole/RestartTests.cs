namespace Yoi.Tests.EndToEnd.Whole;

public sealed class RestartTests
{
    [Fact]
    public async Task A_server_killed_while_the_model_holds_an_answer_goes_on_and_does_nothing_twice()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Write(0, delayMs: 3_000), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        var first = await workspace.Up();
        var id = await workspace.Queue();
        await models.LineWith("model=coder-model ticket=- turn=0 held");

        await first.KillHard();
        var second = await workspace.Up();
        await workspace.WaitForThread(id, "step: clean", second);
        await workspace.MustYoi("ticket", "close", id, "--resolution", "Merged.");

        (await workspace.Told(id)).ShouldBe(Words.StraightThread);
        (await Run.Git(workspace.Root, "rev-list", "--merges", "--count", "yoi/integration")).ShouldBe("1");
        (await Run.Git(workspace.Root, "rev-list", "--count", "main..yoi/integration")).ShouldBe("2");
        (await Run.Git(workspace.Root, "branch", "--list", "work/*")).ShouldBeEmpty();
        var workers = (await workspace.MustYoi("worker", "list")).Split('\n');
        workers.Length.ShouldBe(2, "one coder, one reviewer");
        workers.ShouldAllBe(w => w.Contains("\tstopped\t"));
    }
}
