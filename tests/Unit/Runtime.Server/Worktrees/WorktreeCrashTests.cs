using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>The process dies between a record and what it records.</summary>
public sealed class WorktreeCrashTests : WorktreeServerFixture
{
    [Theory]
    [InlineData("AddWorktree:before")]
    [InlineData("AddWorktree:after")]
    public async Task One_that_was_begun_is_finished_at_the_next_start_and_never_deleted(string step)
    {
        DieAt(step);
        await RefusedAsync(500, FaultCodes.Internal, "POST", "/v1/worktrees", Call("T1-x"));
        var made = Directory.Exists(Folder("T1-x"));
        if (made) File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "mine");

        await RestartHostAsync();
        (await ShowAsync("T1-x")).ShouldSatisfyAllConditions(
            s => s.Worktree.Ready.ShouldBeTrue(), s => s.State.ShouldBe(made ? WorktreeState.Dirty : WorktreeState.Clean), s => s.Head.ShouldBe(Repo.First));
        File.ReadAllText(Path.Combine(Folder("T1-x"), "readme.md")).ShouldBe("hello\n");
        if (made) File.ReadAllText(Path.Combine(Folder("T1-x"), "new")).ShouldBe("mine");
        (await AddAsync("T1-x")).Ready.ShouldBeTrue();
    }

    [Theory]
    [InlineData("AddWorktree:before")]
    [InlineData("AddWorktree:after")]
    public async Task One_that_was_begun_is_finished_by_the_same_call_too(string step)
    {
        DieAt(step);
        await RefusedAsync(500, FaultCodes.Internal, "POST", "/v1/worktrees", Call("T1-x"));
        OnStep = null;
        (await ShowAsync("T1-x")).ShouldSatisfyAllConditions(s => s.Worktree.Ready.ShouldBeFalse(), s => s.State.ShouldBe(WorktreeState.Unknown), s => s.Problem!.Code.ShouldBe(FaultCodes.Conflict));
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees/T1-x/commits", """{"message":"m","author":"Ada"}""");
        (await AddAsync("T1-x")).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_cannot_be_finished_stays_as_it_is()
    {
        DieAt("AddWorktree:before");
        await RefusedAsync(500, FaultCodes.Internal, "POST", "/v1/worktrees", Call("T1-x"));
        Repo.Host.Write("repo/.worktree/tea.T1-x/precious", "mine");
        await RestartHostAsync();
        Log.Text.ShouldContain("cannot be finished");
        (await ShowAsync("T1-x")).Worktree.Ready.ShouldBeFalse();
        await RefusedAsync(409, FaultCodes.Conflict, "DELETE", "/v1/worktrees/T1-x");
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x"));
        File.ReadAllText(Path.Combine(Folder("T1-x"), "precious")).ShouldBe("mine");
        await AddAsync("T2-x");
    }

    [Theory]
    [InlineData("RemoveWorktree:before")]
    [InlineData("RemoveWorktree:after")]
    public async Task A_removal_that_was_cut_off_still_tells_where_the_work_is(string step)
    {
        await AddAsync("T1-x");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "mine");
        DieAt(step);
        await RefusedAsync(500, FaultCodes.Internal, "DELETE", "/v1/worktrees/T1-x");
        await RestartHostAsync();

        (await ShowAsync("T1-x")).Worktree.Ready.ShouldBeFalse();
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x"));
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/workers", """{"profile":"builtin:coder","worktree":"T1-x"}""");
        var removed = await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
        removed.Outcome.ShouldBe(WorktreeRemoval.Rescued);
        Repo.Git("show", $"{removed.Rescued.ShouldHaveSingleItem().Ref}:new").ShouldBe("mine");
        Directory.Exists(Folder("T1-x")).ShouldBeFalse();
        (await AddAsync("T1-x")).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_recorded_outlives_the_process_and_one_bad_record_stops_nothing_else()
    {
        var first = await AddAsync("T1-x");
        await AddAsync("T2-x");
        var record = Path.Combine(Records, "tea.T2-x.json");
        var text = await File.ReadAllTextAsync(record, Cancelled);
        await File.WriteAllTextAsync(record, text[..^10], Cancelled);
        await RestartHostAsync();

        (await AskAsync(WireJson.Default.HostWorktreePage, "GET", "/v1/worktrees")).Worktrees.ShouldBe([first]);
        foreach (var (method, body) in new[] { ("GET", null), ("DELETE", null), ("POST", Call("T2-x")) })
            await RefusedAsync(500, FaultCodes.StoreCorrupt, method, method == "POST" ? "/v1/worktrees" : "/v1/worktrees/T2-x", body);
        await RefusedAsync(500, FaultCodes.StoreCorrupt, "POST", "/v1/workers", """{"profile":"builtin:coder","worktree":"T2-x"}""");
        Directory.Exists(Folder("T2-x")).ShouldBeTrue();
        Log.Text.ShouldContain("tea.T2-x");

        await File.WriteAllTextAsync(record, text, Cancelled);
        await RestartHostAsync();
        (await ShowAsync("T2-x")).State.ShouldBe(WorktreeState.Clean);
    }

    [Fact]
    public async Task A_record_that_says_it_is_another_workspaces_counts_for_nobody()
    {
        await AddAsync("T1-x");
        var record = Path.Combine(Records, "tea.T1-x.json");
        await File.WriteAllTextAsync(record, (await File.ReadAllTextAsync(record, Cancelled)).Replace("\"tea\"", "\"coffee\"", StringComparison.Ordinal), Cancelled);
        await RestartHostAsync();
        await RefusedAsync(404, FaultCodes.NotFound, "GET", "/v1/worktrees/T1-x", token: await Tokens.AddAsync("coffee"));
        await RefusedAsync(500, FaultCodes.StoreCorrupt, "GET", "/v1/worktrees/T1-x");
    }

    [Fact]
    public async Task How_it_went_is_told_for_a_week()
    {
        await AddAsync("T1-x");
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
        await RestartHostAsync();
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
        Time.Advance(TimeSpan.FromDays(8));
        await RestartHostAsync();
        await RefusedAsync(404, FaultCodes.NotFound, "DELETE", "/v1/worktrees/T1-x");
        Directory.EnumerateFiles(Records).ShouldBeEmpty();
    }

    private void DieAt(string step) => OnStep = reached =>
    {
        if (reached == step) throw new InvalidOperationException($"The process died at {step}.");
    };
}
