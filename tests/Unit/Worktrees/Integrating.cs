using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Integrating : IAsyncLifetime
{
    private readonly RepositoryFixture _fixture = new();
    private IntegrationBranch _branches = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _branches = new(_fixture.Repository);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_integration_branch_is_made_moved_ahead_and_merged_with_its_target()
    {
        (await SyncAsync()).ShouldBe(new SyncedTarget(_fixture.First, SyncAction.Created));
        (await SyncAsync()).ShouldBe(new SyncedTarget(_fixture.First, SyncAction.None));
        var second = CommitOnMain("main.txt", "2");
        (await SyncAsync()).ShouldBe(new SyncedTarget(second, SyncAction.FastForwarded));

        var work = await WorkAsync("I1-x", "work.txt", "w", second);
        (await _branches.MoveAsync("yoi/integration", second, work, Cancellation)).ShouldBeNull();
        (await SyncAsync()).ShouldBe(new SyncedTarget(work, SyncAction.None));
        var third = CommitOnMain("main.txt", "3");
        var merged = await SyncAsync();
        merged.Action.ShouldBe(SyncAction.Merged);
        _fixture.Git("rev-parse", "yoi/integration", "yoi/integration^1", "yoi/integration^2").ShouldBe($"{merged.Head}\n{work}\n{third}");
        _fixture.Git("show", "yoi/integration:work.txt", "yoi/integration:main.txt").ShouldBe("w3");
    }

    [Fact]
    public async Task A_merge_has_two_parents_trailers_and_the_same_hash_each_time()
    {
        var ours = await WorkAsync("I2-a", "a", "a");
        var theirs = await WorkAsync("I2-b", "b", "b");
        var request = new MergeRequest
        {
            Ours = ours,
            Theirs = theirs,
            Message = "Merge the work\n\nBody.",
            Date = RepositoryFixture.Date,
            Trailers = [new("Yoi-Ticket", "0001"), new("Yoi-Receipt", "r1"), new("Yoi-Receipt", "r2")],
        };
        var merge = (await _branches.BuildMergeAsync(request, Cancellation)).Value;
        (await new IntegrationBranch(await _fixture.OpenAsync("second")).BuildMergeAsync(request, Cancellation)).Value.ShouldBe(merge);

        _fixture.Git("rev-parse", $"{merge.Commit}^1", $"{merge.Commit}^2", $"{merge.Commit}^{{tree}}").ShouldBe($"{ours}\n{theirs}\n{merge.Tree}");
        _fixture.Git("log", "-1", "--format=%(trailers:key=Yoi-Receipt,valueonly)", merge.Commit).Trim().ShouldBe("r1\nr2");
        _fixture.Git("log", "-1", "--format=%an %ct", merge.Commit).ShouldBe($"Yoi {RepositoryFixture.Date.ToUnixTimeSeconds()}");
        (await _branches.BuildMergeAsync(request with { Trailers = [new("X", "a\nYoi-Receipt: forged")] }, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await _branches.IsAncestorAsync(ours, merge.Commit, Cancellation)).Value.ShouldBeTrue();
        (await _branches.IsAncestorAsync(merge.Commit, ours, Cancellation)).Value.ShouldBeFalse();
    }

    [Fact]
    public async Task Attempts_that_begin_at_once_bring_the_target_in_once_and_none_fails()
    {
        async Task<string> AllAsync()
        {
            var synced = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => _branches.SyncAsync("main", "yoi/integration", RepositoryFixture.Date.AddSeconds(n), Cancellation))));
            return synced.Select(s => s.Value.Head).Distinct().ShouldHaveSingleItem();
        }

        (await AllAsync()).ShouldBe(_fixture.First, "made");
        var second = CommitOnMain("main.txt", "2");
        (await AllAsync()).ShouldBe(second, "moved ahead");
        var work = await WorkAsync("I6-x", "work.txt", "w", second);
        (await _branches.MoveAsync("yoi/integration", second, work, Cancellation)).ShouldBeNull();
        CommitOnMain("main.txt", "3");
        await AllAsync();
        _fixture.Git("rev-list", "--merges", "--count", "yoi/integration").ShouldBe("1");
    }

    [Fact]
    public async Task Conflicts_name_the_paths_and_move_nothing()
    {
        await SyncAsync();
        var work = await WorkAsync("I3-x", "src/a.txt", "ours\n");
        await _branches.MoveAsync("yoi/integration", _fixture.First, work, Cancellation);
        CommitOnMain("src/a.txt", "theirs\n");
        var fault = (await _branches.SyncAsync("main", "yoi/integration", RepositoryFixture.Date, Cancellation)).Fault!;

        fault.Code.ShouldBe("merge_conflict");
        fault.Message.ShouldContain("src/a.txt");
        _fixture.Git("rev-parse", "yoi/integration").ShouldBe(work);
    }

    [Fact]
    public async Task Moving_compares_first_and_is_done_once()
    {
        await SyncAsync();
        var work = await WorkAsync("I4-x", "x", "x");
        (await _branches.MoveAsync("yoi/integration", _fixture.First, work, Cancellation)).ShouldBeNull();
        (await _branches.MoveAsync("yoi/integration", _fixture.First, work, Cancellation)).ShouldBeNull();
        var other = await WorkAsync("I4-y", "y", "y");
        (await _branches.MoveAsync("yoi/integration", _fixture.First, other, Cancellation))!.Code.ShouldBe("conflict");
        (await _branches.MoveAsync("--delete", _fixture.First, other, Cancellation))!.Code.ShouldBe("invalid");
        _fixture.Git("rev-parse", "yoi/integration").ShouldBe(work);
    }

    [Fact]
    public async Task A_branch_that_somebody_has_checked_out_is_not_moved()
    {
        var work = await WorkAsync("I5-x", "x", "x");
        (await _branches.MoveAsync("main", _fixture.First, work, Cancellation))!.Code.ShouldBe("branch_checked_out");
        await SyncAsync();
        _fixture.Git("worktree", "add", "-q", _fixture.Host["users"], "yoi/integration");
        CommitOnMain("main.txt", "2");
        (await _branches.SyncAsync("main", "yoi/integration", RepositoryFixture.Date, Cancellation)).Fault!.Code.ShouldBe("branch_checked_out");
        (await _fixture.Repository.IsCheckedOutAsync("yoi/integration", Cancellation)).Value.ShouldBeTrue();
    }

    private async Task<SyncedTarget> SyncAsync() => (await _branches.SyncAsync("main", "yoi/integration", RepositoryFixture.Date, Cancellation)).Value;

    private string CommitOnMain(string file, string content)
    {
        _fixture.Host.Write($"repo/{file}", content);
        return _fixture.CommitAll("on main");
    }

    private async Task<string> WorkAsync(string name, string file, string content, string? from = null)
    {
        var worktree = await _fixture.AddAsync(name, from);
        File.WriteAllText(Path.Combine(worktree.Path, file), content);
        return (await _fixture.CommitAsync(worktree)).Commit;
    }
}
