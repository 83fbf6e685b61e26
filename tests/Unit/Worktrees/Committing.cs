using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Committing(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_committed_but_settings_ignored_files_and_repositories_within()
    {
        var worktree = await fixture.AddAsync("C1-all");
        string In(string name) => Path.Combine(worktree.Path, name);
        Directory.CreateDirectory(In("ignored"));
        Directory.CreateDirectory(In(".yoi/tickets"));
        Directory.CreateDirectory(In("inner"));
        Directory.CreateDirectory(In("dir \"q\""));
        File.WriteAllText(In("ignored/x"), "x");
        File.WriteAllText(In(".yoi/workspace.yaml"), "planted: true");
        File.WriteAllText(In(".yoi/tickets/x"), "planted");
        File.WriteAllText(In("dir \"q\"/ü\n-x"), "odd");
        File.Delete(In("src/a.txt"));
        Directory.Delete(In("src"));
        File.WriteAllText(In("src"), "a file where a folder was");
        File.Delete(In("readme.md"));
        File.CreateSymbolicLink(In("readme.md"), "/etc/passwd");
        RepositoryFixture.GitIn(In("inner"), "init", "-q");
        File.WriteAllText(In("inner/file"), "x");

        var made = await fixture.CommitAsync(worktree, "Everything\n\nWith a body");

        made.Created.ShouldBeTrue();
        made.LeftOut.ShouldBe(["inner"]);
        fixture.Git("log", "-1", "--format=%an <%ae> %cn %at %B", made.Commit).ShouldStartWith($"Coder <coder@worker> Yoi {RepositoryFixture.Date.ToUnixTimeSeconds()} Everything\n\nWith a body");
        fixture.Git("rev-parse", "work/C1-all", "work/C1-all~1").ShouldBe($"{made.Commit}\n{fixture.First}");
        var changed = (await fixture.Store.ChangedAsync(fixture.First, made.Commit, Cancellation)).Value;
        changed.ShouldBe(
        [
            new("dir \"q\"/ü\n-x", ChangeKind.Added),
            new("readme.md", ChangeKind.TypeChanged),
            new("src", ChangeKind.Added),
            new("src/a.txt", ChangeKind.Deleted),
        ]);
        fixture.Git("show", $"{made.Commit}:.yoi/workspace.yaml").ShouldBe("display_name: x");
        (await fixture.CommitAsync(worktree)).ShouldSatisfyAllConditions(again => again.Created.ShouldBeFalse(), again => again.Commit.ShouldBe(made.Commit));
        Directory.GetFiles(Path.Combine(fixture.Root, ".git/worktrees/C1-all"), "yoi-index*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_process_left_that_died_under_a_write_is_no_work()
    {
        var worktree = await fixture.AddAsync("C7-half");
        foreach (var name in (string[])[".yoi-write-a1B2c3", "src/.yoi-write-XyZ012", "src/.yoi-write-notes", "src/kept"]) File.WriteAllText(Path.Combine(worktree.Path, name), "half");
        var made = await fixture.CommitAsync(worktree);

        (await fixture.Store.ChangedAsync(fixture.First, made.Commit, Cancellation)).Value.Select(c => c.Path).ShouldBe(["src/.yoi-write-notes", "src/kept"]);
        (await fixture.CommitAsync(worktree)).Created.ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_replaced_by_a_link_is_committed_as_the_link()
    {
        var worktree = await fixture.AddAsync("C2-link");
        Directory.Delete(Path.Combine(worktree.Path, "src"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(worktree.Path, "src"), fixture.Host.Folder("outside"));
        fixture.Host.Write("outside/a.txt", "secret of the host");
        var made = await fixture.CommitAsync(worktree);

        fixture.Git("ls-tree", "-r", "--name-only", made.Commit).ShouldBe(".gitignore\n.yoi/workspace.yaml\nreadme.md\nsrc");
        fixture.Git("show", $"{made.Commit}:src").ShouldBe(fixture.Host["outside"]);
    }

    [Fact]
    public async Task A_torn_index_and_a_stale_lock_do_not_stop_it()
    {
        var worktree = await fixture.AddAsync("C3-torn");
        File.WriteAllText(Path.Combine(worktree.Path, "new"), "x");
        File.WriteAllText(Path.Combine(fixture.Root, ".git/worktrees/C3-torn/index"), "DIRC garbage");
        File.WriteAllText(Path.Combine(fixture.Root, ".git/worktrees/C3-torn/index.lock"), "");
        var made = await fixture.CommitAsync(worktree);
        (await fixture.Store.ChangedAsync(fixture.First, made.Commit, Cancellation)).Value.ShouldBe([new("new", ChangeKind.Added)]);
    }

    [Fact]
    public async Task A_rewritten_link_to_git_changes_nothing()
    {
        var worktree = await fixture.AddAsync("C4-link");
        var evil = fixture.Host.Folder("evil");
        RepositoryFixture.GitIn(evil, "init", "-q");
        File.WriteAllText(Path.Combine(worktree.Path, ".git"), $"gitdir: {evil}/.git\n");
        File.WriteAllText(Path.Combine(worktree.Path, "new"), "x");
        var made = await fixture.CommitAsync(worktree);
        fixture.Git("rev-parse", "work/C4-link").ShouldBe(made.Commit);
    }

    [Fact]
    public async Task The_difference_is_a_patch_and_is_cut_at_its_limit()
    {
        var worktree = await fixture.AddAsync("C5-diff");
        File.WriteAllText(Path.Combine(worktree.Path, "src/a.txt"), "one\n2\nthree\n");
        File.WriteAllText(Path.Combine(worktree.Path, "long"), string.Concat(Enumerable.Repeat("0123456789\n", 10_000)));
        var made = await fixture.CommitAsync(worktree);

        var whole = (await fixture.Store.DiffAsync(fixture.First, made.Commit, 1 << 20, Cancellation)).Value;
        whole.ShouldContain("-two\n+2\n");
        var cut = (await fixture.Store.DiffAsync(fixture.First, made.Commit, 500, Cancellation)).Value;
        cut.Length.ShouldBeLessThan(620);
        cut.ShouldContain("longer than 500 bytes");
        (await fixture.Store.DiffAsync("--output=/tmp/x", made.Commit, 500, Cancellation)).Fault!.Code.ShouldBe("invalid");
    }
}
