namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>Tickets in git, changed on two branches.</summary>
public sealed class MergeDriverTests
{
    [Fact]
    public async Task Comments_of_two_branches_are_both_there_after_a_merge_and_after_a_rebase()
    {
        await using var workspace = await Tracked();
        var id = await Commit(workspace, () => workspace.Create("A ticket"));
        await OnBranch(workspace, "other", () => workspace.MustYoi("ticket", "comment", id, "--body", "From the other branch.\n\n---\n\nStill."));
        await Commit(workspace, () => workspace.MustYoi("ticket", "comment", id, "--body", "From main."));
        await Run.Git(workspace.Root, "branch", "again");

        await Run.Git(workspace.Root, "merge", "--no-edit", "other");
        await ShouldHoldBoth(workspace, id);

        await Run.Git(workspace.Root, "checkout", "--quiet", "again");
        await Run.Git(workspace.Root, "rebase", "other");
        await ShouldHoldBoth(workspace, id);
        (await Run.Git(workspace.Root, "status", "--porcelain")).ShouldBe("");
    }

    [Fact]
    public async Task Relations_plans_fields_and_comments_of_two_branches_come_together()
    {
        await using var workspace = await Tracked();
        var other = await Commit(workspace, () => workspace.Create("Another"));
        var third = await Commit(workspace, () => workspace.Create("A third"));
        var id = await Commit(workspace, () => workspace.Create("A ticket"));
        await OnBranch(workspace, "other", async () =>
        {
            await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "depends_on", "--target", other);
            await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "waiting_capacity_note", "--note", "other");
            return await workspace.MustYoi("ticket", "ready", id);
        });
        await Commit(workspace, async () =>
        {
            await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "related", "--target", third);
            await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "waiting_capacity_note", "--note", "main");
            return await workspace.MustYoi("ticket", "comment", id, "--body", "From main.");
        });

        await Run.Git(workspace.Root, "merge", "--no-edit", "other");

        var shown = await workspace.MustYoi("ticket", "show", id);
        shown.ShouldContain("ready");
        shown.ShouldContain("From main.");
        (await workspace.MustYoi("ticket", "relation", "list", id)).Split('\n').Length.ShouldBe(2);
        (await File.ReadAllLinesAsync(Path.Combine(workspace.TicketsRoot, id, "artifacts/orchestration-plan.jsonl"), TestContext.Current.CancellationToken)).Length.ShouldBe(2);
        (await workspace.Told(id)).Count(t => t is "relation_added" or "plan_recorded").ShouldBe(4);
    }

    [Fact]
    public async Task Two_steps_of_one_ticket_are_a_conflict_as_git_knows_it_and_nothing_is_lost()
    {
        await using var workspace = await Tracked();
        var id = await Commit(workspace, () => workspace.Ready());
        await OnBranch(workspace, "other", () => workspace.MustYoi("ticket", "queue", id));
        await Commit(workspace, () => workspace.MustYoi("ticket", "close", id, "--resolution", "Not wanted.", "--reason", "rejected"));

        var merged = await Run.Program("git", workspace.Root, Git, null, "merge", "--no-edit", "other");

        merged.ExitCode.ShouldBe(1, merged.ToString());
        merged.Error.ShouldContain("yoi: merge_conflict: .yoi/tickets/");
        var unmerged = await Run.Git(workspace.Root, "diff", "--name-only", "--diff-filter=U");
        unmerged.Split('\n').ShouldBe([$".yoi/tickets/{id}/item.md", $".yoi/tickets/{id}/thread.md"], ignoreOrder: true);
        foreach (var file in unmerged.Split('\n'))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(workspace.Root, file), TestContext.Current.CancellationToken);
            foreach (var part in new[] { "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", "queued", "closed" }) text.ShouldContain(part);
        }

        await Run.Git(workspace.Root, "merge", "--abort");
        (await workspace.MustYoi("ticket", "show", id)).ShouldContain("Not wanted.");
    }

    [Fact]
    public async Task It_is_installed_once_keeps_what_is_there_and_says_what_it_did()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.WriteFile(".gitattributes", "*.png binary\r\n/.yoi/tickets/*/item.md merge=ours");
        await workspace.MustYoi("init", "--validation", "sh check.sh");

        var first = await workspace.MustYoi("init", "--merge-driver");
        var second = await workspace.MustYoi("init", "--merge-driver");

        first.ShouldContain("/.yoi/tickets/*/thread.md merge=yoi-thread");
        first.ShouldContain("merge.yoi-thread.driver");
        second.ShouldContain("nothing was changed");
        (await File.ReadAllTextAsync(Path.Combine(workspace.Root, ".gitattributes"), TestContext.Current.CancellationToken)).ShouldBe(
            "*.png binary\r\n/.yoi/tickets/*/item.md merge=ours\r\n/.yoi/tickets/*/thread.md merge=yoi-thread\r\n/.yoi/tickets/*/artifacts/relations.json merge=yoi-thread\r\n"
            + "/.yoi/tickets/*/artifacts/orchestration-plan.jsonl merge=yoi-thread\r\n/.yoi/objectives/*/item.md merge=yoi-thread\r\n");
        (await workspace.Yoi("init", "--merge-driver", "--name", "Other")).Error.ShouldContain("conflict");
    }

    [Fact]
    public async Task The_program_is_found_wherever_it_lies_and_runs_nothing_that_a_path_says()
    {
        await using var workspace = await Tracked();
        var folder = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "it's 100% $(touch gone) \"mine\"");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Checkout.Yoi)!, "*", SearchOption.TopDirectoryOnly))
        {
            Directory.CreateDirectory(folder);
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        (await Run.Program(Path.Combine(folder, "yoi"), workspace.Root, workspace.Environment, null, "init", "--merge-driver")).ExitCode.ShouldBe(0);
        (await Run.Git(workspace.Root, "config", "merge.yoi-thread.driver")).ShouldContain("100%%");
        var id = await Commit(workspace, () => workspace.Create("A ticket"));
        await OnBranch(workspace, "other", () => workspace.MustYoi("ticket", "comment", id, "--body", "From the other branch.\n\n---\n\nStill."));
        await Commit(workspace, () => workspace.MustYoi("ticket", "comment", id, "--body", "From main."));

        await Run.Git(workspace.Root, "merge", "--no-edit", "other");

        await ShouldHoldBoth(workspace, id);
        File.Exists(Path.Combine(workspace.Root, "gone")).ShouldBeFalse();
    }

    [Fact]
    public async Task Called_by_hand_it_writes_ours_and_says_what_it_cannot_read()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.WriteFile("o", "");
        await workspace.WriteFile("a", "<!-- event: a at: 2026-05-01T12:00:02Z -->\n\nOurs\n\n---\n");
        await workspace.WriteFile("b", "<!-- event: b at: 2026-05-01T12:00:01Z -->\n\nTheirs\n\n---\n");

        (await workspace.Yoi("merge-thread", "o", "a", "b")).ExitCode.ShouldBe(0);
        var text = await File.ReadAllTextAsync(Path.Combine(workspace.Root, "a"), TestContext.Current.CancellationToken);
        text.ShouldBe("<!-- event: b at: 2026-05-01T12:00:01Z -->\n\nTheirs\n\n---\n\n<!-- event: a at: 2026-05-01T12:00:02Z -->\n\nOurs\n\n---\n");

        var missing = await workspace.Yoi("merge-thread", "o", "a", "nowhere");
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldStartWith("yoi: store_failed: ");
    }

    private static readonly Dictionary<string, string> Git = new() { ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_COMMITTER_NAME"] = "P", ["GIT_COMMITTER_EMAIL"] = "p@example.invalid" };

    private static async Task<TestWorkspace> Tracked()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh", "--merge-driver");
        await Commit(workspace, () => Task.FromResult(""));
        return workspace;
    }

    private static async Task<string> Commit(TestWorkspace workspace, Func<Task<string>> change)
    {
        var answer = await change();
        await Run.Git(workspace.Root, "add", "--all", "--force", ".yoi", ".gitattributes");
        await Run.Git(workspace.Root, "commit", "--quiet", "--message", "Tickets");
        return answer;
    }

    private static async Task OnBranch(TestWorkspace workspace, string branch, Func<Task<string>> change)
    {
        await Run.Git(workspace.Root, "checkout", "--quiet", "-b", branch);
        await Commit(workspace, change);
        await Run.Git(workspace.Root, "checkout", "--quiet", "main");
    }

    private static async Task ShouldHoldBoth(TestWorkspace workspace, string id)
    {
        var shown = await workspace.MustYoi("ticket", "show", id);
        shown.ShouldContain("From main.");
        shown.ShouldContain("From the other branch.\n\n---\n\nStill.");
        (await workspace.Thread(id)).ShouldNotContain("<<<<<<<");
        (await workspace.Told(id)).ShouldBe(["create", "comment", "comment"]);
    }
}
