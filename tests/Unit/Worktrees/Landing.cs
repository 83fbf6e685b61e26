using System.Runtime.Versioning;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

[SupportedOSPlatform("linux")]
public sealed class Landing : IAsyncLifetime
{
    private readonly RepositoryFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_clean_checkout_comes_along_with_its_branch_and_a_second_time_does_nothing()
    {
        var (merge, first) = (await MergedAsync(), _fixture.First);
        _fixture.Host.Write("repo/untracked.txt", "mine\n");
        _fixture.Host.Write("repo/.yoi/workspace.yaml", "display_name: changed\n");

        var landed = (await LandAsync(merge)).Value;

        (landed.From, landed.To).ShouldBe((first, merge));
        landed.Merges.ShouldHaveSingleItem().Subject.ShouldBe("Merge the work");
        _fixture.Git("rev-parse", "main", "HEAD").ShouldBe($"{merge}\n{merge}");
        File.ReadAllText(Path.Combine(_fixture.Root, "work.txt")).ShouldBe("w");
        _fixture.Git("status", "--porcelain").ShouldBe(" M .yoi/workspace.yaml\n?? untracked.txt");
        (await LandAsync(merge)).Value.ShouldSatisfyAllConditions(l => l.From.ShouldBe(merge), l => l.To.ShouldBe(merge), l => l.Merges.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_changed_checkout_is_refused_and_left_as_it_is()
    {
        var merge = await MergedAsync();
        _fixture.Host.Write("repo/readme.md", "my words\n");

        var fault = (await LandAsync(merge)).Fault!;

        fault.Code.ShouldBe(FaultCodes.Conflict);
        fault.Message.ShouldContain("readme.md");
        _fixture.Git("rev-parse", "main").ShouldBe(_fixture.First);
        File.ReadAllText(Path.Combine(_fixture.Root, "readme.md")).ShouldBe("my words\n");
    }

    [Fact]
    public async Task A_file_of_the_users_in_the_way_is_never_overwritten()
    {
        var merge = await MergedAsync();
        _fixture.Host.Write("repo/work.txt", "mine\n");

        (await LandAsync(merge)).Fault!.Code.ShouldBe(FaultCodes.GitFailed);

        File.ReadAllText(Path.Combine(_fixture.Root, "work.txt")).ShouldBe("mine\n");
        _fixture.Git("rev-parse", "main").ShouldBe(_fixture.First);
    }

    [Fact]
    public async Task What_a_crash_left_between_files_and_branch_is_finished()
    {
        var merge = await MergedAsync();
        _fixture.Git("read-tree", "-m", "-u", "HEAD", merge);

        (await LandAsync(merge)).Value.To.ShouldBe(merge);

        _fixture.Git("rev-parse", "main").ShouldBe(merge);
        _fixture.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_branch_that_nobody_is_on_moves_alone_and_one_that_is_on_elsewhere_is_not_moved()
    {
        var merge = await MergedAsync();
        _fixture.Git("checkout", "-q", "-b", "other");
        _fixture.Git("worktree", "add", "-q", _fixture.Host["elsewhere"], "main");
        var fault = (await LandAsync(merge)).Fault!;
        fault.Code.ShouldBe(FaultCodes.BranchCheckedOut);
        fault.Message.ShouldContain("git merge --ff-only");
        _fixture.Git("worktree", "remove", _fixture.Host["elsewhere"]);

        (await LandAsync(merge)).Value.To.ShouldBe(merge);

        _fixture.Git("rev-parse", "main").ShouldBe(merge);
        _fixture.Git("rev-parse", "HEAD").ShouldBe(_fixture.First);
    }

    [Fact]
    public async Task Hooks_do_not_run_filters_are_named_and_diverged_branches_refused()
    {
        var merge = await MergedAsync();
        _fixture.Host.Write("repo/.git/hooks/post-merge", "#!/bin/sh\ntouch ran\n");
        File.SetUnixFileMode(Path.Combine(_fixture.Root, ".git/hooks/post-merge"), (UnixFileMode)0b111_101_101);
        _fixture.Git("config", "filter.lfs.smudge", "touch ran");
        (await LandAsync(merge)).Fault!.Code.ShouldBe(FaultCodes.Unsupported);
        _fixture.Git("config", "--unset", "filter.lfs.smudge");
        (await LandAsync(merge)).Fault.ShouldBeNull();
        File.Exists(Path.Combine(_fixture.Root, "ran")).ShouldBeFalse();

        _fixture.Git("reset", "-q", "--hard", _fixture.First);
        _fixture.Host.Write("repo/readme.md", "on main\n");
        _fixture.CommitAll("on main");
        (await LandAsync(merge)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await LandAsync(merge, "--force")).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    private Task<Result<Landed>> LandAsync(string commit, string target = "main") => new LandTarget(_fixture.Repository).RunAsync(target, commit, Cancellation);

    private async Task<string> MergedAsync()
    {
        var worktree = await _fixture.AddAsync("L1-x");
        await File.WriteAllTextAsync(Path.Combine(worktree.Path, "work.txt"), "w", Cancellation);
        var work = (await _fixture.CommitAsync(worktree)).Commit;
        return (await new IntegrationBranch(_fixture.Repository).BuildMergeAsync(new() { Ours = _fixture.First, Theirs = work, Message = "Merge the work", Date = RepositoryFixture.Date }, Cancellation)).Value.Commit;
    }
}
