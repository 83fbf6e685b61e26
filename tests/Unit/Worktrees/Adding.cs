using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Adding(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder(string name) => Path.Combine(fixture.Root, ".worktree", name);

    private string Admin(string name) => Path.Combine(fixture.Root, ".git", "worktrees", name);

    [Fact]
    public async Task A_worktree_has_the_files_but_not_the_settings_and_the_users_checkout_stays_clean()
    {
        var made = await fixture.AddAsync("T1-plain");

        made.ShouldBe(new Worktree("T1-plain", "work/T1-plain", Folder("T1-plain")));
        made.Ticket.ShouldBe("T1");
        File.ReadAllText(Path.Combine(made.Path, "src/a.txt")).ShouldBe("one\ntwo\nthree\n");
        Directory.Exists(Path.Combine(made.Path, ".yoi")).ShouldBeFalse();
        File.Exists(Path.Combine(fixture.Root, ".yoi/workspace.yaml")).ShouldBeTrue();
        fixture.Git("status", "--porcelain").ShouldBe("");
        RepositoryFixture.GitIn(made.Path, "status", "--porcelain").ShouldBe("");
        fixture.Git("rev-parse", "work/T1-plain").ShouldBe(fixture.First);
        (await fixture.Store.GetAsync("T1-plain", Cancellation)).Value.ShouldBe(made);
    }

    [Fact]
    public async Task Adding_again_answers_the_same_one_and_keeps_what_was_done_in_it()
    {
        var made = await fixture.AddAsync("T2-again");
        File.WriteAllText(Path.Combine(made.Path, "src/a.txt"), "changed");
        File.WriteAllText(Path.Combine(made.Path, "new"), "new");
        (await fixture.AddAsync("T2-again")).ShouldBe(made);
        await fixture.CommitAsync(made);
        (await fixture.AddAsync("T2-again")).ShouldBe(made);

        File.ReadAllText(Path.Combine(made.Path, "src/a.txt")).ShouldBe("changed");
    }

    [Fact]
    public async Task Many_at_once_all_come_to_be()
    {
        var other = new WorktreeStore(await fixture.OpenAsync("other-state"));
        var names = Enumerable.Range(0, 8).Select(i => $"T3-many{i}").ToList();
        var made = await Task.WhenAll(names.Select((name, i) => (i % 2 == 0 ? fixture.Store : other).AddAsync(new() { Name = name, Branch = $"work/{name}", Commit = "main" }, Cancellation)));
        made.Select(m => m.Value.Name).ShouldBe(names);
        names.ShouldAllBe(n => File.Exists(Path.Combine(Folder(n), "readme.md")));
    }

    [Theory]
    [InlineData("-b")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("x.lock")]
    [InlineData(".git")]
    public async Task A_name_that_is_no_plain_folder_is_refused(string name) =>
        (await fixture.Store.AddAsync(new() { Name = name, Branch = "work/x", Commit = "main" }, Cancellation)).Fault!.Code.ShouldBe("invalid");

    [Theory]
    [InlineData("--upload-pack=x", "invalid")]
    [InlineData("-", "invalid")]
    [InlineData("", "invalid")]
    [InlineData("main\n", "invalid")]
    [InlineData("no-such-branch", "not_found")]
    [InlineData("main:readme.md", "not_found")]
    public async Task A_reference_that_is_no_commit_is_refused(string reference, string code)
    {
        (await fixture.Repository.ResolveAsync(reference, Cancellation)).Fault!.Code.ShouldBe(code);
        (await fixture.Store.AddAsync(new() { Name = "T4-x", Branch = "work/T4-x", Commit = reference }, Cancellation)).Fault!.Code.ShouldBe(code);
        Directory.Exists(Folder("T4-x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--force")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("HEAD")]
    [InlineData("a/.b")]
    public async Task A_branch_name_that_git_would_not_take_is_refused(string branch) =>
        (await fixture.Store.AddAsync(new() { Name = "T5-x", Branch = branch, Commit = "main" }, Cancellation)).Fault!.Code.ShouldBe("invalid");

    [Fact]
    public async Task A_branch_that_was_cut_elsewhere_is_a_conflict()
    {
        fixture.Git("branch", "work/T6-x", fixture.Git("commit-tree", "-m", "unrelated", "HEAD^{tree}"));
        (await fixture.Store.AddAsync(new() { Name = "T6-x", Branch = "work/T6-x", Commit = fixture.First }, Cancellation)).Fault!.Code.ShouldBe("conflict");
    }

    [Fact]
    public async Task A_folder_with_somebodys_files_is_a_conflict_and_stays()
    {
        fixture.Host.Write("repo/.worktree/T7-x/precious", "mine");
        (await fixture.Store.AddAsync(new() { Name = "T7-x", Branch = "work/T7-x", Commit = fixture.First }, Cancellation)).Fault!.Code.ShouldBe("conflict");
        File.ReadAllText(Path.Combine(Folder("T7-x"), "precious")).ShouldBe("mine");
    }

    [Fact]
    public async Task A_link_in_its_place_is_a_conflict()
    {
        Directory.CreateDirectory(Path.Combine(fixture.Root, ".worktree"));
        Directory.CreateSymbolicLink(Folder("T8-x"), fixture.Host.Folder("elsewhere"));
        (await fixture.Store.AddAsync(new() { Name = "T8-x", Branch = "work/T8-x", Commit = fixture.First }, Cancellation)).Fault!.Code.ShouldBe("conflict");
        Directory.GetFileSystemEntries(fixture.Host["elsewhere"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_after_the_branch_was_made_it_is_finished()
    {
        fixture.Git("branch", "work/Ta-x", fixture.First);
        Directory.CreateDirectory(Folder("Ta-x"));
        await ShouldBeWhole("Ta-x");
    }

    [Fact]
    public async Task Killed_while_git_registered_it_it_is_finished()
    {
        // What `git worktree add` has written when it is killed early: its folder, a lock, and no checkout.
        Directory.CreateDirectory(Admin("Tb-x"));
        File.WriteAllText(Path.Combine(Admin("Tb-x"), "locked"), "initializing");
        await ShouldBeWhole("Tb-x");
    }

    [Fact]
    public async Task Killed_before_the_lock_was_taken_off_it_is_finished()
    {
        fixture.Git("worktree", "add", "-q", "--no-checkout", "-b", "work/Tc-x", Folder("Tc-x"), fixture.First);
        File.WriteAllText(Path.Combine(Admin("Tc-x"), "locked"), "initializing");
        await ShouldBeWhole("Tc-x");
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_checkout_torn_files_are_made_whole()
    {
        fixture.Git("worktree", "add", "-q", "--no-checkout", "-b", "work/Td-x", Folder("Td-x"), fixture.First);
        File.Delete(Path.Combine(Admin("Td-x"), "index"));
        File.WriteAllText(Path.Combine(Admin("Td-x"), "index.lock"), "half");
        Directory.CreateDirectory(Path.Combine(Folder("Td-x"), "src"));
        File.WriteAllText(Path.Combine(Folder("Td-x"), "src/a.txt"), "on");
        await ShouldBeWhole("Td-x");
    }

    [Fact]
    public async Task A_whole_one_that_was_not_recorded_is_taken_with_its_changes()
    {
        fixture.Git("worktree", "add", "-q", "-b", "work/Te-x", Folder("Te-x"), fixture.First);
        File.WriteAllText(Path.Combine(Folder("Te-x"), "src/a.txt"), "changed");
        File.WriteAllText(Path.Combine(Folder("Te-x"), "new"), "new");
        (await fixture.AddAsync("Te-x")).Branch.ShouldBe("work/Te-x");

        File.ReadAllText(Path.Combine(Folder("Te-x"), "src/a.txt")).ShouldBe("changed");
        File.ReadAllText(Path.Combine(Folder("Te-x"), "new")).ShouldBe("new");
        Directory.Exists(Path.Combine(Folder("Te-x"), ".yoi")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_branch_that_is_checked_out_elsewhere_is_left_there()
    {
        fixture.Git("worktree", "add", "-q", "-b", "work/Tf-x", fixture.Host["users-own"], fixture.First);
        (await fixture.Store.AddAsync(new() { Name = "Tf-x", Branch = "work/Tf-x", Commit = fixture.First }, Cancellation)).Fault!.Code.ShouldBe("branch_checked_out");
    }

    [Fact]
    public async Task What_is_no_main_checkout_or_holds_its_own_state_cannot_be_opened()
    {
        (await GitRepository.OpenAsync(new() { Root = fixture.Host.Folder("nothing"), StateFolder = fixture.Host["s"] }, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await GitRepository.OpenAsync(new() { Root = fixture.Root, StateFolder = Path.Combine(fixture.Root, "state") }, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await fixture.Repository.CurrentBranchAsync(Cancellation)).Value.ShouldBe("main");
        (await fixture.Store.GetAsync("nobody", Cancellation)).Fault!.Code.ShouldBe("not_found");
    }

    private async Task ShouldBeWhole(string name)
    {
        var made = await fixture.AddAsync(name);
        File.ReadAllText(Path.Combine(made.Path, "src/a.txt")).ShouldBe("one\ntwo\nthree\n");
        Directory.Exists(Path.Combine(made.Path, ".yoi")).ShouldBeFalse();
        RepositoryFixture.GitIn(made.Path, "status", "--porcelain", "-b").ShouldBe($"## work/{name}");
        Directory.GetDirectories(Path.Combine(fixture.Root, ".git/worktrees")).ShouldNotContain(d => d.EndsWith(name + "1", StringComparison.Ordinal));
        (await fixture.Store.GetAsync(name, Cancellation)).Value.ShouldBe(made);
    }
}
