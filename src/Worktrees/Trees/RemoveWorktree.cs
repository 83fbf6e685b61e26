using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Removes a worktree after what it holds is merged or saved; unknown counts as precious.</summary>
internal sealed class RemoveWorktree(GitRepository repository)
{
    private readonly Rescue _rescue = new(repository);

    public async Task<Result<Removal>> RunAsync(Worktree worktree, string mergedInto, Func<Removal, Task<Fault?>>? saved, CancellationToken cancellationToken)
    {
        if (!RefNames.IsWorktree(worktree.Name)) return new Fault(FaultCodes.Invalid, $"'{worktree.Name}' is no name of a worktree.");
        if (!RefNames.IsBranch(worktree.Branch)) return GitRepository.NoBranch(worktree.Branch);
        var place = new WorktreePlace(repository, worktree.Name);
        if (place.CheckLinks() is { } linked) return linked;
        if (!(await repository.ResolveAsync(mergedInto, cancellationToken)).TryGet(out var merged, out var fault)) return fault;
        if (!(await repository.HeadAsync($"refs/heads/{worktree.Branch}", cancellationToken)).TryGet(out var head, out fault)) return fault;
        if (Foreign(place, worktree, head) is { } foreign) return foreign;
        if (head.Length == 0 && place.IsBare)
        {
            PrivateFolder.Delete(place.Admin);
            PrivateFolder.Delete(place.Folder);
            return new Removal(RemovalKind.AlreadyGone);
        }

        if (Begun(place) is not { } removal)
        {
            if (!(await HeldAsync(place, head, cancellationToken)).TryGet(out var tree, out fault)) return fault;
            if (!(await _rescue.SaveAsync(worktree, head, tree, merged, cancellationToken)).TryGet(out removal, out fault)) return fault;
            if (saved is not null && await saved(removal) is { } notTold) return notTold;
            if (Directory.Exists(place.Admin)) await MarkAsync(place, removal, cancellationToken);
        }

        PrivateFolder.Delete(place.Folder);
        PrivateFolder.Delete(place.Admin);
        PrivateFolder.Delete(Path.Combine(repository.Options.StateFolder, "scopes", worktree.Name));
        if (!(await repository.IsCheckedOutAsync(worktree.Branch, cancellationToken)).TryGet(out var elsewhere, out fault)) return fault;
        if (elsewhere) return removal with { BranchKept = true };
        if (await repository.Git.DoAsync(new("update-ref", "-d", $"refs/heads/{worktree.Branch}", head), cancellationToken) is { } kept) return kept;
        return removal;
    }

    private static Fault? Foreign(WorktreePlace place, Worktree worktree, string head)
    {
        if (place.Target is { } target && target != place.Link) return new(FaultCodes.Conflict, $"'{worktree.Name}' is another checkout of this repository; nothing was removed.");
        if (place.Branch is { } branch && branch != worktree.Branch) return new(FaultCodes.Conflict, $"The worktree '{worktree.Name}' is on branch '{branch}', not on '{worktree.Branch}'; nothing was removed.");
        if (!place.IsBare && !File.Exists(place.Leaving) && (!place.IsComplete || head.Length == 0)) return new(FaultCodes.Conflict, $"The folder '{worktree.Name}' holds files that git cannot tell; a person decides about them, nothing was removed.");
        return null;
    }

    /// <summary>How a removal that was cut off was going; null where none had begun to remove files.</summary>
    private static Removal? Begun(WorktreePlace place)
    {
        if (!File.Exists(place.Leaving)) return null;
        return File.ReadAllText(place.Leaving).Split(' ', StringSplitOptions.TrimEntries) is [var name, var commit]
            ? new Removal(RemovalKind.Rescued, name, commit)
            : new Removal(RemovalKind.Merged);
    }

    /// <summary>Written beside and renamed: a torn mark would lose the rescue's name.</summary>
    private static async Task MarkAsync(WorktreePlace place, Removal removal, CancellationToken cancellationToken)
    {
        var beside = place.Leaving + ".new";
        await File.WriteAllTextAsync(beside, removal.RescueRef is null ? "\n" : $"{removal.RescueRef} {removal.RescueCommit}\n", cancellationToken);
        File.Move(beside, place.Leaving, overwrite: true);
    }

    /// <summary>The tree of what the checkout holds; its head's where there is no checkout any more.</summary>
    private async Task<Result<string>> HeldAsync(WorktreePlace place, string head, CancellationToken cancellationToken)
    {
        if (place.IsBare && !File.Exists(place.Ready)) return await repository.TreeAsync(head, cancellationToken);
        if (!Directory.Exists(place.Folder)) return await repository.TreeAsync(head, cancellationToken);
        var index = Path.Combine(repository.State("rescue"), $"index-{Guid.NewGuid():N}");
        try
        {
            if (!(await StagedTree.WriteAsync(repository, place, index, withSettings: true, cancellationToken)).TryGet(out var staged, out var fault)) return fault;
            if (staged.Repositories is [var inner, ..]) return Unsaved(inner);
            return await SubmodulesAsync(place, index, cancellationToken) is { } filled ? filled : staged.Tree;
        }
        finally
        {
            File.Delete(index);
        }
    }

    /// <summary>A submodule's folder is empty in our worktrees; what somebody put there is in no tree.</summary>
    private async Task<Fault?> SubmodulesAsync(WorktreePlace place, string index, CancellationToken cancellationToken)
    {
        var call = new GitCall("ls-files", "-z", "--stage") { GitFolder = place.Admin, WorkTree = place.Folder, IndexFile = index };
        if (!(await repository.Git.BytesAsync(call, cancellationToken)).TryGet(out var entries, out var fault)) return fault;
        var filled = entries.Names().Where(e => e.StartsWith("160000 ", StringComparison.Ordinal)).Select(e => e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..])
            .FirstOrDefault(path => Directory.Exists(Path.Combine(place.Folder, path)) && Directory.EnumerateFileSystemEntries(Path.Combine(place.Folder, path)).Any());
        return filled is null ? null : Unsaved(filled);
    }

    private static Fault Unsaved(string inner) =>
        new(FaultCodes.Conflict, $"'{inner}' in the worktree is a git repository of its own and cannot be saved with it; move it away, nothing was removed.");
}
