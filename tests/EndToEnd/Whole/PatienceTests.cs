namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>Workers that are silent, models that are down, reviewers who have no time: each waits with its reason on the ticket, once, or is a person's.</summary>
public sealed class PatienceTests
{
    [Fact]
    public async Task A_silent_coder_is_asked_then_begun_anew_then_left_to_a_person()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Write(0, delayMs: 600_000));
        await workspace.Configure(model, stall: 2);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "step: parked", server);

        var thread = await workspace.Thread(id);
        thread.ShouldContain("code: timeout");
        thread.ShouldContain("The coder was silent for 2 seconds, after it had been asked and its run begun anew.");
        models.Log.Split('\n').Count(l => l.Contains("turn=0 held", StringComparison.Ordinal)).ShouldBe(2, "the first run, and the one begun anew");
        (await workspace.MustYoi("worker", "list")).Split('\n').Length.ShouldBe(1, "the same coder all the time");
    }

    [Fact]
    public async Task A_model_that_is_down_is_tried_again_later_and_the_ticket_goes_on()
    {
        await using var workspace = await TestWorkspace.Make();
        var port = Ports.Free();
        await workspace.Configure($"http://127.0.0.1:{port}/v1");
        var server = await workspace.Up();
        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "waits: runtime_unavailable", server);

        await workspace.ServeModelAt(port, Words.Write(0), Words.Submit(1), Words.Approve());
        await workspace.WaitForThread(id, "step: clean", server);

        var told = await workspace.Told(id);
        told.Count(t => t == "decision").ShouldBe(3, "route, packet, and the wait once");
        (await workspace.Thread(id)).ShouldContain("Waits: the coder's model failed.");
        told.Where(t => t != "decision").ShouldBe(Words.StraightThread.Where(t => t != "decision").SkipLast(2));
    }

    [Fact]
    public async Task With_one_place_for_reviewers_the_second_review_waits_and_says_so_once()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.WriteFile("check.sh", "exit 0\n");
        await Run.Git(workspace.Root, "commit", "--quiet", "--all", "--message", "A check that always passes");
        var port = Ports.Free();
        await workspace.Configure($"http://127.0.0.1:{port}/v1", reviewers: 1);
        var (first, second) = (await workspace.Create("One", "one.txt"), await workspace.Create("Two", "two.txt"));
        var slowly = new { model = "reviewer-model", turn = 0, text = "Good.", tool_calls = new[] { new { name = "submit_review", arguments = new { verdict = "approve", summary = "As asked." } } }, delay_ms = 3_000 };
        await workspace.ServeModelAt(port, Words.For(first, Words.Write(0, "one.txt")), Words.For(second, Words.Write(0, "two.txt")), Words.Submit(1), slowly);
        var server = await workspace.Up();
        await workspace.MustQueue(first);
        await workspace.MustQueue(second);

        await workspace.WaitForThread(first, "step: clean", server);
        await workspace.WaitForThread(second, "step: clean", server);

        var waits = (await workspace.Thread(first)).Split('\n').Concat((await workspace.Thread(second)).Split('\n')).Where(l => l.Contains("waits: capacity", StringComparison.Ordinal)).ToList();
        waits.Count.ShouldBe(1, string.Join('\n', waits));
    }
}
