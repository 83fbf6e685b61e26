namespace Yoi.Tests.EndToEnd.Whole;

public sealed class ReworkTests
{
    private static readonly string[] Before =
    [
        "create", "intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "decision", "state_changed inprogress", "implementation_report kickoff",
    ];

    private static readonly string[] After = ["review approve", "implementation_report merge", "state_changed done", "implementation_report clean"];

    [Fact]
    public async Task A_change_request_goes_back_to_the_same_coder_and_is_reviewed_again()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(
            Words.Write(0, content: "hello, world.\n"), Words.Submit(1),
            Words.Reviewer(0, "No.", "submit_review", new
            {
                verdict = "request_changes",
                summary = "There is a full stop.",
                findings = new[] { new { severity = "major", text = "Remove the full stop.", path = "greeting.txt", line = 1 } },
            }),
            Words.Write(2), Words.Submit(3),
            Words.Reviewer(1, "Good.", "submit_review", new { verdict = "approve", summary = "As asked." }));
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "step: clean", server);

        (await workspace.Told(id)).ShouldBe([.. Before, "implementation_report submit", "review request_changes", "implementation_report submit", .. After]);
        (await workspace.Thread(id)).ShouldContain("major `greeting.txt:1`: Remove the full stop.");
        (await Run.Git(workspace.Root, "show", "yoi/integration:greeting.txt")).ShouldBe("hello, world");
        (await workspace.MustYoi("worker", "list")).Split('\n').Length.ShouldBe(2, "the same coder and the same reviewer");
    }

    [Fact]
    public async Task A_failed_check_goes_back_with_what_the_command_printed()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0, content: "hello, moon\n"), Words.Submit(1), Words.Write(2), Words.Submit(3), Words.Approve());
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "step: clean", server);

        (await workspace.Told(id)).ShouldBe([.. Before, "implementation_report submit", "comment rework", "implementation_report submit", .. After]);
        Directory.GetFiles(Path.Combine(workspace.TicketsRoot, id, "artifacts", "receipts"), "*.json").Length.ShouldBe(3, "one failed, one passed, one of the merge");
    }

    [Fact]
    public async Task A_conflict_with_other_work_comes_into_the_worktree_is_resolved_and_reviewed_again()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(
            Words.Write(0, content: "hello, world\nmine\n"),
            Words.Coder(1, "Done.", "submit_work", new { summary = "Mine." }, delayMs: 8_000),
            Words.Approve(),
            Words.Coder(2, "Done.", "submit_work", new { summary = "Still with its markers." }),
            Words.Write(3, content: "hello, world\nother\nmine\n"),
            Words.Coder(4, "Done.", "submit_work", new { summary = "Both." }),
            Words.Reviewer(1, "Good.", "submit_review", new { verdict = "approve", summary = "Both are there." }));
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        // While the coder works, other work lands on the integration branch.
        await models.LineWith("model=coder-model ticket=- turn=1 held");
        await workspace.CommitTo("yoi/integration", "greeting.txt", "hello, world\nother\n");
        await workspace.WaitForThread(id, "step: clean", server);

        (await workspace.Told(id)).ShouldBe([.. Before, "implementation_report submit", "review approve", "comment rework", "implementation_report submit", .. After]);
        (await workspace.Thread(id)).ShouldContain("conflicts with the integration branch in `greeting.txt`");
        (await Run.Git(workspace.Root, "show", "yoi/integration:greeting.txt")).ShouldBe("hello, world\nother\nmine");
    }

    [Fact]
    public async Task A_blocked_coder_returns_the_ticket_to_planning_with_the_missing_item_and_its_work_saved()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(
            Words.Write(0),
            Words.Coder(1, "I cannot go on.", "report_blocked", new { reason = "Two greetings are asked for.", missing = "Which of the two is meant." }));
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();

        await workspace.WaitForThread(id, "to: planning", server);

        (await workspace.Told(id)).ShouldBe([.. Before, "state_changed queued", "state_changed planning"]);
        (await workspace.Thread(id)).ShouldContain("Missing: Which of the two is meant.");
        (await Run.Git(workspace.Root, "show", $"refs/yoi/rescue/{id}/1:greeting.txt")).ShouldBe("hello, world");
        (await Run.Git(workspace.Root, "branch", "--list", "work/*")).ShouldBeEmpty();

        await workspace.MustQueue(id);
        await workspace.WaitForTold(id, [.. Before, "state_changed queued", "state_changed planning", .. Before.Skip(1), "state_changed queued", "state_changed planning"], server);
    }

    [Fact]
    public async Task A_person_queues_a_parked_ticket_again_its_work_is_saved_and_a_second_attempt_begins()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0, content: "hello, moon\n"), new { model = "coder-model", turn = 1, text = "I give up." });
        await workspace.Configure(model);
        var server = await workspace.Up();
        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "step: parked", server);

        await workspace.MustYoi("ticket", "queue", id, "--reason", "Try once more.");
        await workspace.WaitForTold(id, [.. Before, "comment parked", "state_changed queued", .. Before.Skip(4), "comment parked"], server);

        (await Run.Git(workspace.Root, "show", $"refs/yoi/rescue/{id}/1:greeting.txt")).ShouldBe("hello, moon");
        (await workspace.Thread(id)).ShouldContain("greet-the-world-2");
    }
}
