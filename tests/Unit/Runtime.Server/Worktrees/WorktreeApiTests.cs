using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

public sealed class WorktreeApiTests : WorktreeServerFixture
{
    [Fact]
    public async Task A_worktree_is_made_worked_in_committed_and_removed_with_its_work_saved()
    {
        using var added = await CallAsync("POST", "/v1/worktrees", Call("T1-x"));
        ((int)added.StatusCode).ShouldBe(201);
        added.Headers.Location!.ToString().ShouldBe("/v1/worktrees/T1-x");
        (await ShowAsync("T1-x")).ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(WorktreeState.Clean), s => s.Head.ShouldBe(Repo.First), s => s.Ahead.ShouldBe(0), s => s.Changes.ShouldBeEmpty(), s => s.More.ShouldBeFalse(), s => s.Problem.ShouldBeNull(),
            s => s.Worktree.ShouldBe(new("T1-x", "work/T1-x", Repo.First, true, Time.GetUtcNow())));

        File.WriteAllText(Path.Combine(Folder("T1-x"), "src/a.txt"), "changed");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        var dirty = await ShowAsync("T1-x");
        (dirty.State, dirty.Ahead).ShouldBe((WorktreeState.Dirty, 0));
        dirty.Changes.ShouldBe([new("new", PathChange.Added), new("src/a.txt", PathChange.Modified)]);

        var committed = await CommitAsync("T1-x", "Ada Lovelace");
        committed.Created.ShouldBeTrue();
        Repo.Git("log", "-1", "--format=%H|%an|%ae|%cn|%s", "work/T1-x").ShouldBe($"{committed.Commit}|Ada Lovelace|worker@workers.yoi.invalid|Yoi|work");
        // Once more there is nothing to commit.
        (await CommitAsync("T1-x")).ShouldSatisfyAllConditions(c => c.Created.ShouldBeFalse(), c => c.Commit.ShouldBe(committed.Commit));
        (await ShowAsync("T1-x")).ShouldSatisfyAllConditions(s => s.State.ShouldBe(WorktreeState.Clean), s => s.Ahead.ShouldBe(1), s => s.Head.ShouldBe(committed.Commit), s => s.Changes.Count.ShouldBe(2));

        File.WriteAllText(Path.Combine(Folder("T1-x"), "late"), "not committed");
        var removed = await RemoveAsync("T1-x");
        removed.Outcome.ShouldBe(WorktreeRemoval.Rescued);
        var saved = removed.Rescued.ShouldHaveSingleItem();
        Repo.Git("rev-parse", saved.Ref).ShouldBe(saved.Commit);
        Repo.Git("show", $"{saved.Ref}:late").ShouldBe("not committed");
        Repo.Git("show", $"{saved.Ref}:new").ShouldBe("new");
        Directory.Exists(Folder("T1-x")).ShouldBeFalse();

        // Asked again it tells the same; otherwise it is not there any more, and its name is free.
        var again = await RemoveAsync("T1-x");
        (again.Outcome, again.Rescued.ShouldHaveSingleItem()).ShouldBe((WorktreeRemoval.Rescued, saved));
        await RefusedAsync(404, FaultCodes.NotFound, "GET", "/v1/worktrees/T1-x");
        await RefusedAsync(404, FaultCodes.NotFound, "POST", "/v1/worktrees/T1-x/commits", """{"message":"m","author":"Ada"}""");
        (await ListAsync()).ShouldBeEmpty();
        (await AddAsync("T1-x")).Ready.ShouldBeTrue();
        (await RemoveAsync("T1-x")).ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(WorktreeRemoval.Unchanged), r => r.Rescued.ShouldBeEmpty());
    }

    [Fact]
    public async Task The_same_call_answers_the_same_and_another_one_is_a_conflict()
    {
        var first = await AddAsync("T1-x");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        (await AddAsync("T1-x")).ShouldBe(first);
        (await AddAsync("T1-x", commit: Repo.First)).ShouldBe(first);
        var later = Later();
        // What was asked for was what main was then.
        (await AddAsync("T1-x")).ShouldBe(first);

        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x", "work/other"));
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x", commit: later));
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T2-x", "work/T1-x"));
        File.ReadAllText(Path.Combine(Folder("T1-x"), "new")).ShouldBe("new");
        Directory.Exists(Folder("T2-x")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_call_from_many_at_once_makes_one()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AddAsync("T1-x")));
        all.Distinct().ShouldHaveSingleItem().Ready.ShouldBeTrue();
        (await ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_branch_that_is_there_already_is_nobodys_to_take()
    {
        Repo.Git("branch", "release", Repo.First);
        foreach (var branch in new[] { "main", "release" }) await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x", branch));
        await RefusedAsync(404, FaultCodes.NotFound, "DELETE", "/v1/worktrees/T1-x");
        Repo.Git("rev-parse", "release").ShouldBe(Repo.First);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-b")]
    [InlineData("--force")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("x.lock")]
    [InlineData(".git")]
    [InlineData("日本")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_hostile_name_is_refused(string name)
    {
        await RefusedAsync(400, FaultCodes.Invalid, "POST", "/v1/worktrees", Call(name, "work/x"));
        NothingWasMade();
    }

    [Theory]
    [InlineData("--force")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("HEAD")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("../../config")]
    [InlineData("a/.b")]
    [InlineData("a\0b")]
    public async Task A_hostile_branch_is_refused(string branch)
    {
        await RefusedAsync(400, FaultCodes.Invalid, "POST", "/v1/worktrees", Call("T1-x", branch));
        NothingWasMade();
    }

    [Theory]
    [InlineData("--upload-pack=x", 400)]
    [InlineData("-", 400)]
    [InlineData("", 400)]
    [InlineData("main\n", 400)]
    [InlineData("no-such-branch", 404)]
    [InlineData("main:readme.md", 404)]
    public async Task A_hostile_reference_is_refused(string reference, int status)
    {
        await RefusedAsync(status, status == 400 ? FaultCodes.Invalid : FaultCodes.NotFound, "POST", "/v1/worktrees", Call("T1-x", commit: reference));
        NothingWasMade();
    }

    [Theory]
    [InlineData("""{"name":"x","branch":"work/x"}""")]
    [InlineData("""{"name":null,"branch":"work/x","commit":"main"}""")]
    [InlineData("""{"name":7,"branch":"work/x","commit":"main"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_body_that_is_none_is_invalid(string body) => await RefusedAsync(400, FaultCodes.Invalid, "POST", "/v1/worktrees", body);

    [Theory]
    [InlineData("", "Ada")]
    [InlineData(" ", "Ada")]
    [InlineData("a\0b", "Ada")]
    [InlineData("work", "")]
    [InlineData("work", "<>")]
    [InlineData("work", "A\nB")]
    [InlineData("work", "Ada <root@example.org>")]
    [InlineData("work", "...")]
    public async Task A_commit_needs_a_message_and_an_author(string message, string author)
    {
        await AddAsync("T1-x");
        var body = System.Text.Json.JsonSerializer.Serialize(new(message, author), WireJson.Default.CommitWorktreeCall);
        await RefusedAsync(400, FaultCodes.Invalid, "POST", "/v1/worktrees/T1-x/commits", body);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        foreach (var name in new[] { "c", "a", "b" }) await AddAsync(name);
        var first = await AskAsync(WireJson.Default.HostWorktreePage, "GET", "/v1/worktrees?limit=2");
        (string.Join(' ', first.Worktrees.Select(w => w.Name)), first.Next).ShouldBe(("a b", "b"));
        var last = await AskAsync(WireJson.Default.HostWorktreePage, "GET", "/v1/worktrees?limit=2&after=b");
        (last.Worktrees.ShouldHaveSingleItem().Name, last.Next).ShouldBe(("c", null));
        foreach (var limit in new[] { "0", "201", "x", "-1" }) await RefusedAsync(400, FaultCodes.Invalid, "GET", $"/v1/worktrees?limit={limit}");
    }

    [Fact]
    public async Task There_are_so_many_worktrees_of_one_workspace()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) await AddAsync(name);
        await RefusedAsync(429, FaultCodes.Overloaded, "POST", "/v1/worktrees", Call("e"));
        (await AddAsync("a")).Ready.ShouldBeTrue();
        await AddAsync("e", token: await Tokens.AddAsync("coffee"));
        await RemoveAsync("a");
        // The branch of another workspace's is taken.
        await AddAsync("e", "work/e-of-tea");
    }

    [Fact]
    public async Task One_whose_checkout_was_taken_away_by_hand_keeps_its_commits()
    {
        await AddAsync("T1-x");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        var committed = await CommitAsync("T1-x");
        Directory.Delete(Folder("T1-x"), recursive: true);
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees/T1-x/commits", """{"message":"m","author":"Ada"}""");
        (await Hosted.OfAsync(new() { Profile = "p", Worktree = "T1-x", Labels = new Dictionary<string, string> { ["yoi.workspace"] = "tea" } }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await RemoveAsync("T1-x")).Rescued.ShouldHaveSingleItem().Commit.ShouldBe(committed.Commit);
    }

    [Fact]
    public async Task Changes_are_told_up_to_a_limit()
    {
        await AddAsync("T1-x");
        for (var i = 0; i < 201; i++) File.WriteAllText(Path.Combine(Folder("T1-x"), $"file-{i:000}"), "x");
        (await ShowAsync("T1-x")).ShouldSatisfyAllConditions(s => s.Changes.Count.ShouldBe(200), s => s.More.ShouldBeTrue(), s => s.State.ShouldBe(WorktreeState.Dirty));
    }

    [Fact]
    public async Task Another_workspaces_worktree_is_answered_like_one_that_is_nobodys()
    {
        await AddAsync("T1-x");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        var other = await Tokens.AddAsync("coffee");
        foreach (var (method, path, body) in new[]
        {
            ("GET", "", null), ("DELETE", "", null), ("POST", "/commits", """{"message":"m","author":"Eve"}"""), ("POST", "/checks", """{"commands":[{"command":"true"}],"ticket":"0000000000000","attempt":"1","purpose":"submit"}"""),
        })
        {
            var foreign = await RefusedAsync(404, FaultCodes.NotFound, method, $"/v1/worktrees/T1-x{path}", body, other);
            var nobodys = await RefusedAsync(404, FaultCodes.NotFound, method, $"/v1/worktrees/T2-x{path}", body, other);
            nobodys.ShouldBe(foreign with { TraceId = nobodys.TraceId });
            // Nor by the name the repository has for it.
            await RefusedAsync(404, FaultCodes.NotFound, method, $"/v1/worktrees/tea.T1-x{path}", body, other);
        }

        (await AskAsync(WireJson.Default.HostWorktreePage, "GET", "/v1/worktrees", token: other)).Worktrees.ShouldBeEmpty();
        await RefusedAsync(404, FaultCodes.NotFound, "POST", "/v1/workers", """{"profile":"builtin:coder","worktree":"T1-x"}""", other);
        // The name is free for it; the branch is not.
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x"), other);
        await AddAsync("T1-x", "work/coffee", token: other);
        File.Exists(Path.Combine(Folder("T1-x", "coffee"), "new")).ShouldBeFalse();
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x", token: other);
        File.ReadAllText(Path.Combine(Folder("T1-x"), "new")).ShouldBe("new");
    }

    [Fact]
    public async Task What_git_says_goes_to_the_log_and_not_to_the_caller()
    {
        await AddAsync("T1-x");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        var stale = Path.Combine(Repo.Root, ".git/refs/heads/work/T1-x.lock");
        File.WriteAllText(stale, "");
        (await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees/T1-x/commits", """{"message":"m","author":"Ada"}""")).Title.ShouldContain("branch moved");
        Log.Text.ShouldContain(stale);
        File.Delete(stale);
        (await CommitAsync("T1-x")).Created.ShouldBeTrue();

        using (Lose("work/T1-x^{tree}"))
        {
            var unknown = await ShowAsync("T1-x");
            (unknown.State, unknown.Problem!.Message).ShouldBe((WorktreeState.Unknown, "The host's git failed; its log has its words."));
        }

        // What was committed cannot be verified to be there.
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "newer");
        using (Lose("work/T1-x:new")) await RefusedAsync(500, FaultCodes.GitFailed, "DELETE", "/v1/worktrees/T1-x");
        File.ReadAllText(Path.Combine(Folder("T1-x"), "new")).ShouldBe("newer");
        (await RemoveAsync("T1-x")).Outcome.ShouldBe(WorktreeRemoval.Rescued);
    }

    [Fact]
    public async Task What_cannot_be_saved_is_not_removed()
    {
        await AddAsync("T1-x");
        Directory.CreateDirectory(Path.Combine(Folder("T1-x"), "inner"));
        Tests.Unit.Worktrees.RepositoryFixture.GitIn(Path.Combine(Folder("T1-x"), "inner"), "init", "-q");
        File.WriteAllText(Path.Combine(Folder("T1-x"), "inner/precious"), "mine");
        (await RefusedAsync(409, FaultCodes.Conflict, "DELETE", "/v1/worktrees/T1-x")).Title.ShouldContain("Nothing was removed");
        File.ReadAllText(Path.Combine(Folder("T1-x"), "inner/precious")).ShouldBe("mine");
        (await ShowAsync("T1-x")).Worktree.Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebodys_files_in_its_place_stay()
    {
        Repo.Host.Write("repo/.worktree/tea.T1-x/precious", "mine");
        await RefusedAsync(409, FaultCodes.Conflict, "POST", "/v1/worktrees", Call("T1-x"));
        await RefusedAsync(404, FaultCodes.NotFound, "DELETE", "/v1/worktrees/T1-x");
        File.ReadAllText(Path.Combine(Folder("T1-x"), "precious")).ShouldBe("mine");
        Directory.EnumerateFiles(Records).ShouldBeEmpty();
    }

    private Task<RemovedWorktree> RemoveAsync(string name) => AskAsync(WireJson.Default.RemovedWorktree, "DELETE", $"/v1/worktrees/{name}");

    private async Task<IReadOnlyList<HostWorktree>> ListAsync() => (await AskAsync(WireJson.Default.HostWorktreePage, "GET", "/v1/worktrees")).Worktrees;

    /// <summary>An object of git's is not there for a while.</summary>
    private Returning Lose(string what)
    {
        var id = Repo.Git("rev-parse", what);
        return new(Path.Combine(Repo.Root, ".git/objects", id[..2], id[2..]), Repo.Host["lost"]);
    }

    private string Later()
    {
        Repo.Host.Write("repo/later", "x");
        return Repo.CommitAll("later");
    }

    private void NothingWasMade()
    {
        Directory.EnumerateFiles(Records).ShouldBeEmpty();
        Directory.Exists(Path.Combine(Repo.Root, ".worktree")).ShouldBeFalse();
        Repo.Git("branch", "--format=%(refname:short)").ShouldBe("main");
    }

    private sealed class Returning : IDisposable
    {
        private readonly string _from;
        private readonly string _to;

        public Returning(string from, string to)
        {
            (_from, _to) = (from, to);
            File.Move(from, to);
        }

        public void Dispose() => File.Move(_to, _from, overwrite: true);
    }
}
