using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Merges a commit into a worktree's branch and checkout. What conflicts is committed with its markers: only whoever works there can resolve it.</summary>
internal sealed class BringIn(GitRepository repository)
{
    public async Task<Result<BroughtIn>> RunAsync(Worktree worktree, BringInRequest request, CancellationToken cancellationToken)
    {
        var place = new WorktreePlace(repository, worktree.Name);
        if (place.CheckLinks() is { } linked) return linked;
        if (!place.IsReady || place.Branch != worktree.Branch) return new Fault(FaultCodes.NotFound, $"There is no worktree '{worktree.Name}' on branch '{worktree.Branch}'.");
        if (!(await repository.ResolveAsync(request.Commit, cancellationToken)).TryGet(out var theirs, out var fault)) return fault;
        if (!(await repository.ResolveAsync($"refs/heads/{worktree.Branch}", cancellationToken)).TryGet(out var head, out fault)) return fault;

        // Done before a crash: the same merge is found again at the head, and only the checkout may still be behind it.
        var isThere = (await repository.HeadAsync($"{head}^2", cancellationToken)).TryGet(out var second, out _) && second == theirs;
        var work = isThere ? $"{head}^1" : head;
        if (await CheckCleanAsync(place, work, isThere ? head : null, cancellationToken) is { } dirty) return dirty;
        if (!(await MergeAsync(work, theirs, cancellationToken)).TryGet(out var merge, out fault)) return fault;
        if (!isThere)
        {
            if (!(await CommitAsync(merge.Tree, head, theirs, request, cancellationToken)).TryGet(out var commit, out fault)) return fault;
            if (await repository.Git.DoAsync(new("update-ref", "-m", "brought in by the host", $"refs/heads/{worktree.Branch}", commit, head), cancellationToken) is { } moved)
                return new Fault(FaultCodes.Conflict, $"The branch '{worktree.Branch}' moved while it was merged into; try again. {moved.Message}");
            head = commit;
        }

        File.Delete(place.Index + ".lock");
        var checkout = new GitCall("read-tree", "--reset", "-u", head) { GitFolder = place.Admin, WorkTree = place.Folder };
        return await repository.Git.DoAsync(checkout, cancellationToken) is { } failed ? failed : new BroughtIn(head, merge.Conflicts);
    }

    /// <summary>Nothing in the checkout may be lost: it must be what one of the commits holds.</summary>
    private async Task<Fault?> CheckCleanAsync(WorktreePlace place, string before, string? after, CancellationToken cancellationToken)
    {
        var index = Path.Combine(place.Admin, $"yoi-index-{Guid.NewGuid():N}");
        try
        {
            if (!(await StagedTree.WriteAsync(repository, place, index, withSettings: false, cancellationToken)).TryGet(out var staged, out var fault)) return fault;
            foreach (var commit in new[] { before, after }.OfType<string>())
            {
                if (!(await repository.TreeAsync(commit, cancellationToken)).TryGet(out var tree, out fault)) return fault;
                if (tree == staged.Tree) return null;
            }

            return new(FaultCodes.Conflict, $"The worktree '{place.Name}' holds changes that are not committed; nothing was merged into it.");
        }
        finally
        {
            File.Delete(index);
        }
    }

    private async Task<Result<(string Tree, IReadOnlyList<string> Conflicts)>> MergeAsync(string ours, string theirs, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs) { UsesDrivers = true };
        if (!(await repository.Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        if (output.ExitCode is not (0 or 1)) return GitProgram.Failed(call, output);
        var items = output.Bytes.Names();
        return (items[0], [.. items.Skip(1).Distinct()]);
    }

    private async Task<Result<string>> CommitAsync(string tree, string head, string theirs, BringInRequest request, CancellationToken cancellationToken) =>
        await repository.Git.TextAsync(
            new("commit-tree", tree, "-p", head, "-p", theirs, "-F", "-")
            {
                Input = Encoding.UTF8.GetBytes(request.Message.TrimEnd() + "\n"),
                Environment = Identity.Variables(Identity.Host, Identity.Host, request.Date),
            },
            cancellationToken);
}
