using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Inspecting(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changed_since_it_was_cut_is_told_committed_or_not_up_to_a_limit()
    {
        var worktree = await fixture.AddAsync("I1-x");
        string In(string name) => Path.Combine(worktree.Path, name);
        File.WriteAllText(In("added"), "1");
        await fixture.CommitAsync(worktree);
        File.WriteAllText(In("untracked"), "2");
        File.Delete(In("readme.md"));
        File.Delete(In("src/a.txt"));
        File.CreateSymbolicLink(In("src/a.txt"), "../added");

        var status = (await fixture.Store.InspectAsync("I1-x", fixture.First, Cancellation)).Value;
        ChangedFile[] all = [new("added", ChangeKind.Added), new("readme.md", ChangeKind.Deleted), new("src/a.txt", ChangeKind.TypeChanged), new("untracked", ChangeKind.Added)];
        (await ChangedAsync(status, 4)).ShouldSatisfyAllConditions(c => c.Files.ShouldBe(all), c => c.IsCut.ShouldBeFalse());
        (await ChangedAsync(status, 3)).ShouldSatisfyAllConditions(c => c.Files.ShouldBe(all[..3]), c => c.IsCut.ShouldBeTrue());
    }

    [Fact]
    public async Task A_list_of_changes_that_is_too_long_ends_at_a_whole_name()
    {
        var worktree = await fixture.AddAsync("I2-x");
        var names = Enumerable.Range(0, 1_300).Select(i => $"{i:00000}{new string('n', 200)}").ToList();
        foreach (var name in names) File.WriteAllText(Path.Combine(worktree.Path, name), "");

        var changed = await ChangedAsync((await fixture.Store.InspectAsync("I2-x", fixture.First, Cancellation)).Value, int.MaxValue);
        changed.IsCut.ShouldBeTrue();
        changed.Files.Count.ShouldBeInRange(1_000, 1_299);
        changed.Files.Select(f => f.Path).ShouldBe(names.Take(changed.Files.Count));
    }

    private async Task<ChangedFiles> ChangedAsync(WorktreeStatus status, int most) => (await fixture.Store.ChangedAsync(status, most, Cancellation)).Value;
}
