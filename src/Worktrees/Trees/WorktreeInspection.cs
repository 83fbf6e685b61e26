using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Looks at worktrees and changes nothing.</summary>
internal sealed class WorktreeInspection(GitRepository repository)
{
    public IReadOnlyList<string> Names()
    {
        var checkouts = Folders(Path.Combine(repository.Root, repository.Options.WorktreeFolder));
        // Where the checkout was deleted by hand, git's folder and the branch are still there.
        var known = Folders(Path.Combine(repository.GitFolder, "worktrees")).Where(name => new WorktreePlace(repository, name) is var place && (File.Exists(place.Ready) || File.Exists(place.Leaving)));
        return [.. checkouts.Union(known).Where(RefNames.IsWorktree).Order(StringComparer.Ordinal)];
    }

    public async Task<Result<WorktreeStatus>> RunAsync(string name, string mergedInto, CancellationToken cancellationToken)
    {
        if (!RefNames.IsWorktree(name)) return new Fault(FaultCodes.Invalid, $"'{name}' is no name of a worktree.");
        var place = new WorktreePlace(repository, name);
        if (place.CheckLinks() is { } linked) return linked;
        if (!Directory.Exists(place.Folder) && !Directory.Exists(place.Admin)) return new Fault(FaultCodes.NotFound, $"There is no worktree '{name}'.");
        if (place.Branch is not { } branch || !RefNames.IsBranch(branch) || place.Target != place.Link) return new Fault(FaultCodes.Conflict, $"The folder '{name}' is no worktree that this workspace made; a person decides about it.");
        if (!(await repository.HeadAsync($"refs/heads/{branch}", cancellationToken)).TryGet(out var head, out var fault)) return fault;
        if (head.Length == 0) return new Fault(FaultCodes.Conflict, $"The branch of the worktree '{name}' is gone; a person decides about its files.");
        if (!(await repository.ResolveAsync(mergedInto, cancellationToken)).TryGet(out var merged, out fault)) return fault;
        if (!(await repository.Git.TextAsync(new("rev-list", "--count", head, $"^{merged}"), cancellationToken)).TryGet(out var count, out fault)) return fault;
        if (!(await BaseAsync(merged, head, cancellationToken)).TryGet(out var from, out fault)) return fault;
        if (!(await repository.TreeAsync(head, cancellationToken)).TryGet(out var tree, out fault)) return fault;
        if (!Directory.Exists(place.Folder)) return new WorktreeStatus(name, branch, head, from, tree, int.Parse(count, null), false);
        if (!(await HeldAsync(place, cancellationToken)).TryGet(out var held, out fault)) return fault;
        return new WorktreeStatus(name, branch, head, from, held.Tree, int.Parse(count, null), held.Tree != tree || held.Repositories.Count > 0);
    }

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)) : [];

    private async Task<Result<string>> BaseAsync(string merged, string head, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-base", merged, head);
        if (!(await repository.Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        if (output.ExitCode == 0) return System.Text.Encoding.ASCII.GetString(output.Bytes.Span).Trim();
        // No commit in common: all of it is new.
        return output.ExitCode == 1 ? merged : GitProgram.Failed(call, output);
    }

    private async Task<Result<StagedTree>> HeldAsync(WorktreePlace place, CancellationToken cancellationToken)
    {
        var index = Path.Combine(repository.State("inspect"), $"index-{Guid.NewGuid():N}");
        try
        {
            return await StagedTree.WriteAsync(repository, place, index, withSettings: true, cancellationToken);
        }
        finally
        {
            File.Delete(index);
        }
    }
}
