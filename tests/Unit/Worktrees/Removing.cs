using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Removing(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merged_worktree_goes_with_its_branch_and_doing_it_again_is_no_failure()
    {
        var worktree = await fixture.AddAsync("R1-merged");
        (await RemoveAsync(worktree)).ShouldBe(new Removal(RemovalKind.Merged));

        Directory.Exists(worktree.Path).ShouldBeFalse();
        fixture.Git("branch", "--list", "work/R1-merged").ShouldBe("");
        fixture.Git("worktree", "list").ShouldNotContain("R1-merged");
        (await RemoveAsync(worktree)).Kind.ShouldBe(RemovalKind.AlreadyGone);
    }

    [Fact]
    public async Task Commits_changes_and_untracked_files_are_saved_first()
    {
        var worktree = await fixture.AddAsync("R2-work");
        string In(string name) => Path.Combine(worktree.Path, name);
        File.WriteAllText(In("committed"), "1");
        var made = await fixture.CommitAsync(worktree);
        File.WriteAllText(In("src/a.txt"), "dirty");
        File.Delete(In("readme.md"));
        Directory.CreateDirectory(In("deep/er"));
        File.WriteAllText(In("deep/er/untracked"), "2");
        Directory.CreateDirectory(In(".yoi"));
        File.WriteAllText(In(".yoi/note"), "3");
        var removal = await RemoveAsync(worktree);

        removal.Kind.ShouldBe(RemovalKind.Rescued);
        removal.RescueRef.ShouldBe("refs/yoi/rescue/R2/1");
        fixture.Git("rev-parse", "refs/yoi/rescue/R2/1", "refs/yoi/rescue/R2/1~1").ShouldBe($"{removal.RescueCommit}\n{made.Commit}");
        fixture.Git("ls-tree", "-r", "--name-only", removal.RescueRef!).Split('\n').ShouldBe([".gitignore", ".yoi/note", ".yoi/workspace.yaml", "committed", "deep/er/untracked", "src/a.txt"]);
        fixture.Git("show", "refs/yoi/rescue/R2/1:src/a.txt").ShouldBe("dirty");
        Directory.Exists(worktree.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_it_cannot_be_told_that_the_work_is_saved_nothing_is_removed()
    {
        var worktree = await fixture.AddAsync("R2b-told");
        File.WriteAllText(Path.Combine(worktree.Path, "x"), "1");
        Fault full = new(FaultCodes.DiskFull, "There is no room.");
        (await fixture.Store.RemoveAsync(worktree, "main", _ => Task.FromResult<Fault?>(full), Cancellation)).Fault.ShouldBe(full);

        // What is written after that is saved as well.
        File.WriteAllText(Path.Combine(worktree.Path, "x"), "2");
        List<Removal> told = [];
        Task<Fault?> TellAsync(Removal removal)
        {
            File.Exists(Path.Combine(worktree.Path, "x")).ShouldBeTrue();
            told.Add(removal);
            return Task.FromResult<Fault?>(null);
        }

        var removal = (await fixture.Store.RemoveAsync(worktree, "main", TellAsync, Cancellation)).Value;
        told.ShouldBe([removal]);
        fixture.Git("show", $"{removal.RescueRef}:x").ShouldBe("2");
    }

    [Fact]
    public async Task Only_commits_are_saved_as_they_are_and_the_next_rescue_has_the_next_number()
    {
        var first = await fixture.AddAsync("R3-one");
        File.WriteAllText(Path.Combine(first.Path, "x"), "1");
        var made = await fixture.CommitAsync(first);
        (await RemoveAsync(first)).ShouldBe(new Removal(RemovalKind.Rescued, "refs/yoi/rescue/R3/1", made.Commit));
        var second = await fixture.AddAsync("R3-two");
        File.WriteAllText(Path.Combine(second.Path, "y"), "2");
        (await RemoveAsync(second)).RescueRef.ShouldBe("refs/yoi/rescue/R3/2");
    }

    [Fact]
    public async Task After_a_crash_between_saving_and_removing_it_is_not_saved_twice()
    {
        var worktree = await fixture.AddAsync("R4-crash");
        File.WriteAllText(Path.Combine(worktree.Path, "x"), "1");
        fixture.Host.Write("keep", "");
        var copy = fixture.Host["copy"];
        CopyFolder(worktree.Path, copy);
        CopyFolder(Path.Combine(fixture.Root, ".git/worktrees/R4-crash"), copy + "-admin");
        var first = await RemoveAsync(worktree);
        CopyFolder(copy, worktree.Path);
        CopyFolder(copy + "-admin", Path.Combine(fixture.Root, ".git/worktrees/R4-crash"));
        fixture.Git("update-ref", "refs/heads/work/R4-crash", fixture.First);

        (await RemoveAsync(worktree)).ShouldBe(first);
        fixture.Git("for-each-ref", "--format=%(refname)", "refs/yoi/rescue/R4").ShouldBe("refs/yoi/rescue/R4/1");
    }

    [Theory]
    [InlineData("C1-branch", ".", false)]
    [InlineData("C2-files", "src", true)]
    [InlineData("C3-link", ".git", true)]
    public async Task A_removal_that_was_cut_off_among_its_files_ends_as_it_began(string name, string removed, bool isSaved)
    {
        var worktree = await fixture.AddAsync(name);
        if (isSaved) File.WriteAllText(Path.Combine(worktree.Path, "x"), "1");
        var admin = Path.Combine(fixture.Root, ".git/worktrees", name);
        CopyFolder(worktree.Path, fixture.Host[name]);
        CopyFolder(admin, fixture.Host[name + "-admin"]);
        var first = await RemoveAsync(worktree);
        fixture.Git("update-ref", $"refs/heads/work/{name}", fixture.First);
        if (removed != ".")
        {
            CopyFolder(fixture.Host[name], worktree.Path);
            CopyFolder(fixture.Host[name + "-admin"], admin);
            var mark = first.RescueRef is null ? "\n" : $"{first.RescueRef} {first.RescueCommit}\n";
            File.WriteAllText(Path.Combine(admin, "yoi-leaving"), mark);
            if (File.Exists(Path.Combine(worktree.Path, removed))) File.Delete(Path.Combine(worktree.Path, removed));
            else Directory.Delete(Path.Combine(worktree.Path, removed), recursive: true);
        }

        (await fixture.Store.RemoveAsync(fixture.Store.At(name, $"work/{name}"), "main", Cancellation)).Value.ShouldBe(first);

        Directory.Exists(worktree.Path).ShouldBeFalse();
        Directory.Exists(admin).ShouldBeFalse();
        fixture.Git("branch", "--list", $"work/{name}").ShouldBe("");
        fixture.Git("for-each-ref", "--format=%(refname)", $"refs/yoi/rescue/{worktree.Ticket}").ShouldBe(first.RescueRef ?? "");
    }

    [Fact]
    public async Task A_torn_index_counts_as_dirty_and_nothing_is_lost()
    {
        var worktree = await fixture.AddAsync("R5-torn");
        File.WriteAllText(Path.Combine(worktree.Path, "x"), "1");
        File.WriteAllText(Path.Combine(fixture.Root, ".git/worktrees/R5-torn/index"), "garbage");
        var removal = await RemoveAsync(worktree);
        fixture.Git("show", $"{removal.RescueRef}:x").ShouldBe("1");
    }

    [Fact]
    public async Task A_repository_within_cannot_be_saved_so_nothing_is_removed()
    {
        var worktree = await fixture.AddAsync("R6-inner");
        var inner = Directory.CreateDirectory(Path.Combine(worktree.Path, "inner")).FullName;
        RepositoryFixture.GitIn(inner, "init", "-q");
        File.WriteAllText(Path.Combine(inner, "x"), "1");
        (await fixture.Store.RemoveAsync(worktree, "main", Cancellation)).Fault!.Code.ShouldBe("conflict");
        File.Exists(Path.Combine(inner, "x")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_git_does_not_know_is_left()
    {
        var path = fixture.Host.Write("repo/.worktree/R7-x/precious", "mine");
        (await fixture.Store.RemoveAsync(new Worktree("R7-x", "work/R7-x", Path.GetDirectoryName(path)!), "main", Cancellation)).Fault!.Code.ShouldBe("conflict");
        File.Exists(path).ShouldBeTrue();
        (await fixture.Store.RemoveAsync(new Worktree("../src", "work/x", ""), "main", Cancellation)).Fault!.Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task A_link_out_of_the_worktree_goes_and_what_it_leads_to_stays()
    {
        var outside = fixture.Host.Write("outside-r8/precious", "mine");
        var worktree = await fixture.AddAsync("R8-link");
        Directory.CreateSymbolicLink(Path.Combine(worktree.Path, "ignored"), Path.GetDirectoryName(outside)!);
        (await RemoveAsync(worktree)).Kind.ShouldBe(RemovalKind.Rescued);
        File.ReadAllText(outside).ShouldBe("mine");
    }

    [Fact]
    public async Task A_folder_that_was_deleted_by_hand_leaves_its_commits_saved()
    {
        var worktree = await fixture.AddAsync("R9-gone");
        File.WriteAllText(Path.Combine(worktree.Path, "x"), "1");
        var made = await fixture.CommitAsync(worktree);
        Directory.Delete(worktree.Path, recursive: true);
        (await RemoveAsync(worktree)).ShouldBe(new Removal(RemovalKind.Rescued, "refs/yoi/rescue/R9/1", made.Commit));
        fixture.Git("branch", "--list", "work/R9-gone").ShouldBe("");
    }

    private async Task<Removal> RemoveAsync(Worktree worktree) => (await fixture.Store.RemoveAsync(worktree, "main", Cancellation)).Value;

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.GetDirectories(from)) CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
