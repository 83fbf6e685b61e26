using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>The host's commit of what a Worker left in its checkout.</summary>
internal sealed class CommitWorktree(GitRepository repository)
{
    public async Task<Result<HostCommit>> RunAsync(Worktree worktree, CommitRequest request, CancellationToken cancellationToken)
    {
        var place = new WorktreePlace(repository, worktree.Name);
        if (place.CheckLinks() is { } linked) return linked;
        if (!place.IsComplete || place.Branch != worktree.Branch) return new Fault(FaultCodes.NotFound, $"There is no worktree '{worktree.Name}' on branch '{worktree.Branch}'.");
        var branch = $"refs/heads/{worktree.Branch}";
        if (!(await repository.ResolveAsync(branch, cancellationToken)).TryGet(out var head, out var fault)) return fault;
        if (!(await repository.TreeAsync(head, cancellationToken)).TryGet(out var before, out fault)) return fault;

        // An index of its own, moved over the real one at the end: a crash leaves no lock and no half-staged checkout.
        var index = Path.Combine(place.Admin, $"yoi-index-{Guid.NewGuid():N}");
        try
        {
            if (!(await StagedTree.WriteAsync(repository, place, index, withSettings: false, cancellationToken)).TryGet(out var staged, out fault)) return fault;
            if (await AskGateAsync(request, head, staged, cancellationToken) is { } refused) return refused;
            if (staged.Tree == before) return new HostCommit(head, before, false, staged.Repositories);
            var call = new GitCall("commit-tree", staged.Tree, "-p", head, "-F", "-")
            {
                Input = Encoding.UTF8.GetBytes(request.Message.TrimEnd() + "\n"),
                Environment = Identity.Variables(request.Author, request.Committer, request.Date),
            };
            if (!(await repository.Git.TextAsync(call, cancellationToken)).TryGet(out var commit, out fault)) return fault;
            if (await repository.Git.DoAsync(new("update-ref", "-m", "commit by the host", branch, commit, head), cancellationToken) is { } moved)
                return new Fault(FaultCodes.Conflict, $"The branch '{worktree.Branch}' moved while it was committed to; try again. {moved.Message}");
            File.Move(index, place.Index, overwrite: true);
            return new HostCommit(commit, staged.Tree, true, staged.Repositories);
        }
        finally
        {
            File.Delete(index);
        }
    }

    private async Task<Fault?> AskGateAsync(CommitRequest request, string head, StagedTree staged, CancellationToken cancellationToken)
    {
        if (request.Gate is not { } gate) return null;
        if (!(await repository.ResolveAsync(request.Since ?? head, cancellationToken)).TryGet(out var since, out var fault)) return fault;
        var call = new GitCall("diff-tree", "-r", "-z", "--name-only", "--no-renames", since, staged.Tree);
        if (!(await repository.Git.BytesAsync(call, cancellationToken)).TryGet(out var changed, out fault)) return fault;
        return gate([.. changed.Names(), .. staged.Settings]);
    }
}
