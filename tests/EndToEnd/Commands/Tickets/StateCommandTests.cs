namespace Yoi.Tests.EndToEnd.Commands;

public sealed class StateCommandTests
{
    [Fact]
    public async Task A_ticket_goes_every_step_by_hand_is_closed_and_reopened()
    {
        await using var workspace = await Plain();
        var id = await workspace.Create("By hand");

        (await workspace.MustYoi("ticket", "state", id[^6..], "ready", "--from", "planning")).ShouldBe($"{id}\tready\tBy hand");
        await workspace.MustYoi("ticket", "state", id, "queued");
        await workspace.MustYoi("ticket", "comment", id, "--role", "decision", "--body", "Go.");
        await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "accepted_plan", "--summary", "Do it.");
        await workspace.MustYoi("ticket", "state", id, "inprogress");
        await workspace.MustYoi("ticket", "review", id, "--request-changes", "--body", "Not yet.");
        await workspace.MustYoi("ticket", "review", id, "--approve");
        await workspace.Refuses("gate_refused", "ticket", "state", id, "done");
        await workspace.MustYoi("ticket", "state", id, "done", "--force", "--reason", "done elsewhere");
        await workspace.MustYoi("ticket", "state", id, "closed", "--resolution", "Settled.");
        (await workspace.MustYoi("ticket", "reopen", id, "--reason", "it came back")).ShouldBe($"{id}\tplanning\tBy hand");

        (await workspace.Told(id)).ShouldBe(
        [
            "create", "intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "state_changed inprogress",
            "review request_changes", "review approve", "state_changed done", "state_changed closed", "close", "state_changed planning",
        ]);
        (await workspace.MustYoi("ticket", "show", id)).ShouldContain("review approve  by person\nApproved.\n");
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/artifacts/resolution-1.md")).ShouldBe("Settled.");
    }

    [Fact]
    public async Task A_step_that_is_refused_says_why_and_changes_nothing()
    {
        await using var workspace = await Plain();
        var id = await workspace.Create("Refused");
        var thread = await workspace.Thread(id);

        await workspace.Refuses("stale_state", "ticket", "state", id, "queued", "--from", "ready");
        await workspace.Refuses("no_such_transition", "ticket", "state", id, "queued");
        await workspace.Refuses("gate_refused", "ticket", "state", id, "closed", "--resolution", "No.");
        await workspace.Refuses("stale_state", "ticket", "reopen", id, "--reason", "it is open");
        await workspace.Refuses("stale_state", "ticket", "state", id, "planning");
        await workspace.Misused("--reason", "ticket", "reopen", id);
        await workspace.Misused("frozen", "ticket", "state", id, "frozen");
        await workspace.Misused("Give one of", "ticket", "review", id, "--body", "x");
        await workspace.Misused("Give one of", "ticket", "review", id, "--approve", "--request-changes", "--body", "x");
        await workspace.Refuses("invalid", "ticket", "review", id, "--request-changes");

        (await workspace.Thread(id)).ShouldBe(thread);
    }

    [Fact]
    public async Task A_ticket_on_its_way_is_sent_back_and_not_reopened()
    {
        await using var workspace = await Plain();
        var id = await workspace.Ready();
        await workspace.Refuses("stale_state", "ticket", "reopen", id, "--reason", "unclear");
        await workspace.Refuses("gate_refused", "ticket", "state", id, "planning", "--reason", "unclear");
        await workspace.MustYoi("ticket", "state", id, "planning", "--reason", "unclear", "--body", "Which greeting?");
        (await workspace.Told(id))[^1].ShouldBe("state_changed planning");
    }

    private static async Task<TestWorkspace> Plain()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return workspace;
    }
}
