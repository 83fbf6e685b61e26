namespace Yoi.Tests.EndToEnd.Commands;

public sealed class SchedulingCommandTests
{
    [Fact]
    public async Task Plan_records_are_added_and_listed_and_refused_without_what_they_need()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var (id, other) = (await workspace.Queue(), await workspace.Queue());

        await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "do_not_parallelize", "--related", other[^6..], "--note", "The same file.");
        await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "waiting_capacity_note", "--note", "No slot.");
        await workspace.MustYoi("ticket", "plan", "add", id, "--kind", "accepted_plan", "--summary", "Write it.");

        (await workspace.MustYoi("ticket", "plan", "list", id)).Split('\n').Select(l => string.Join('|', l.Split('\t')[1..])).ShouldBe(
            [$"do_not_parallelize|{other}|person|The same file.", "waiting_capacity_note||person|No slot.", "accepted_plan||person|Write it."]);
        (await workspace.Told(id)).TakeLast(3).ShouldBe(["plan_recorded", "plan_recorded", "plan_recorded"]);
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/artifacts/orchestration-plan.jsonl")).Split('\n').Length.ShouldBe(3);
        foreach (var arguments in new string[][] { ["--kind", "after"], ["--kind", "accepted_plan"], ["--kind", "waiting_capacity_note"], ["--kind", "before", "--related", id] })
        {
            var refused = await workspace.Yoi(["ticket", "plan", "add", id, .. arguments]);
            refused.ExitCode.ShouldBe(1, refused.ToString());
            refused.Error.ShouldContain("invalid");
        }

        (await workspace.Yoi("ticket", "plan", "add", id, "--kind", "sometime")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Startable_tells_what_may_start_and_what_releases_the_others()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        (await workspace.MustYoi("ticket", "startable")).ShouldBeEmpty();
        var (first, second, third) = (await workspace.Queue(), await workspace.Queue(), await workspace.Queue());
        await workspace.MustYoi("ticket", "relation", "add", second, "--kind", "depends_on", "--target", first);
        await workspace.MustYoi("ticket", "plan", "add", third, "--kind", "conflicts_with", "--related", first);
        await workspace.MustYoi("ticket", "plan", "add", third, "--kind", "after", "--related", second);

        (await workspace.MustYoi("ticket", "startable")).Split('\n').ShouldBe(
        [
            $"{first}\t1\tcan start\t\tGreet the world",
            $"{second}\t2\tdependency_blocked by {first} [queued]\t{first} is done or closed\tGreet the world",
            $"{third}\t3\tordered_after {second} [queued]; conflict_blocked by {first} [queued]\t{second} is done or closed; "
                + $"{first} comes first; once it has started, when it is done, closed or given up\tGreet the world",
        ]);

        await workspace.MustYoi("ticket", "close", first, "--resolution", "No.", "--reason", "rejected");
        (await workspace.MustYoi("ticket", "startable")).Split('\n').Select(l => l.Split('\t')[2]).ShouldBe(["can start", $"ordered_after {second} [queued]"]);
    }

    [Fact]
    public async Task Why_prints_a_tree_and_marks_a_circle()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var (needed, first, second) = (await workspace.MustYoi("ticket", "create", "--title", "Needed", "--body", "Words."), await workspace.Queue(), await workspace.Queue());
        await workspace.MustYoi("ticket", "relation", "add", first, "--kind", "depends_on", "--target", needed);
        await workspace.MustYoi("ticket", "plan", "add", first, "--kind", "after", "--related", second);
        await workspace.MustYoi("ticket", "plan", "add", second, "--kind", "after", "--related", first);

        (await workspace.MustYoi("ticket", "why", first[^6..])).Split('\n').ShouldBe(
        [
            $"{first} [queued] Greet the world — waits",
            $"  dependency_blocked: {needed} [planning] Needed — specify it, mark it ready and queue it",
            $"  ordered_after: {second} [queued] Greet the world — waits",
            $"    ordered_after: {first} [queued] Greet the world — circle: these tickets wait for each other",
        ]);
        (await workspace.MustYoi("ticket", "why", needed)).ShouldBe($"{needed} [planning] Needed — specify it, mark it ready and queue it");
        (await workspace.Yoi("ticket", "why", "0000000000000")).Error.ShouldContain("not_found");
    }
}
