namespace Yoi.Tests.EndToEnd.Whole;

public sealed class ParkTests
{
    [Fact]
    public async Task Work_that_fails_its_check_in_every_round_parks_and_names_command_and_receipt()
    {
        var thread = await Parked(
        [
            .. Enumerable.Range(0, 4).SelectMany(round => new[]
            {
                Words.Write(2 * round, content: $"hello, moon {round}\n"),
                Words.Submit((2 * round) + 1),
            }),
        ]);

        thread.ShouldContain("Back to the coder, round 3 of 3");
        thread.ShouldContain("After 3 rounds `sh check.sh` still ends with exit code 1");
        thread.ShouldNotContain("event: review");
    }

    [Fact]
    public async Task A_coder_that_ends_without_submitting_parks()
    {
        var thread = await Parked(new { model = "coder-model", turn = 0, text = "I do not know what to do." });

        thread.ShouldContain("The coder ended its run without calling submit_work.");
    }

    [Fact]
    public async Task A_provider_that_refuses_parks_with_its_code()
    {
        var thread = await Parked(new { model = "coder-model", turn = 0, status = 400, text = "no such model" });

        thread.ShouldContain("code: provider_failed");
    }

    [Fact]
    public async Task Work_outside_the_write_scope_is_refused_at_submit_and_never_committed()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(
            Words.Coder(0, "I cheat.", "shell", new { command = "echo true > check.sh; mkdir -p .yoi && echo x > .yoi/y" }),
            Words.Submit(1),
            new { model = "coder-model", turn = 2, text = "It was refused." });
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "step: parked", server);

        (await Run.Git(workspace.Root, "rev-list", "--count", "--all", "--not", "main", "refs/yoi/records")).ShouldBe("0");
        (await Run.Git(workspace.Root, "show", "yoi/integration:check.sh")).ShouldStartWith("grep");
    }

    private static async Task<string> Parked(params object[] answers)
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(answers);
        await workspace.Configure(model);
        var server = await workspace.Up();
        var main = await Run.Git(workspace.Root, "rev-parse", "main");
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "step: parked", server);

        (await Run.Git(workspace.Root, "rev-parse", "yoi/integration")).ShouldBe(main, "nothing was merged");
        (await workspace.MustYoi("ticket", "list", "--state", "inprogress")).ShouldContain(id);
        return await workspace.Thread(id);
    }
}
