using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Makes a worktree step by step, each of which may have been done before by a process that died.</summary>
internal sealed class AddWorktree(GitRepository repository)
{
    private const string Sparse = "/*\n!/.yoi/\n";
    private const string MustNotExist = "";

    public async Task<Result<Worktree>> RunAsync(WorktreeSpec spec, CancellationToken cancellationToken)
    {
        if (!RefNames.IsWorktree(spec.Name)) return new Fault(FaultCodes.Invalid, $"'{spec.Name}' is no name for a worktree; use letters, digits and hyphens.");
        if (!RefNames.IsBranch(spec.Branch)) return GitRepository.NoBranch(spec.Branch);
        if (!(await repository.ResolveAsync(spec.Commit, cancellationToken)).TryGet(out var commit, out var fault)) return fault;
        var place = new WorktreePlace(repository, spec.Name);
        if (place.CheckLinks() is { } linked) return linked;
        if (Obstacle(place, spec) is { } obstacle) return obstacle;

        if (await BranchAsync(spec.Branch, commit, cancellationToken) is { } noBranch) return noBranch;
        if (!place.IsReady)
        {
            repository.Exclude($"/{repository.Options.WorktreeFolder}/");
            if (!place.IsComplete && await RegisterAsync(place, spec, cancellationToken) is { } notRegistered) return notRegistered;
            if (await CheckOutAsync(place, cancellationToken) is { } notCheckedOut) return notCheckedOut;
            await File.WriteAllTextAsync(place.Ready, commit + "\n", cancellationToken);
        }

        return new Worktree(spec.Name, spec.Branch, place.Folder);
    }

    /// <summary>What lies in the worktree's place and is not it.</summary>
    private static Fault? Obstacle(WorktreePlace place, WorktreeSpec spec)
    {
        if (place.Target is { } target && target != place.Link) return new(FaultCodes.Conflict, $"Another checkout of this repository is called '{spec.Name}' already; remove it with `git worktree remove`.");
        if (place.IsComplete && place.Branch != spec.Branch) return new(FaultCodes.Conflict, $"The worktree '{spec.Name}' is on branch '{place.Branch}', not on '{spec.Branch}'.");
        if (!place.IsComplete && !place.IsBare) return new(FaultCodes.Conflict, $"The folder '{spec.Name}' holds files and is no worktree of this repository; move it away, nothing was touched.");
        return null;
    }

    private async Task<Fault?> BranchAsync(string branch, string commit, CancellationToken cancellationToken)
    {
        var name = $"refs/heads/{branch}";
        if (!(await repository.HeadAsync(name, cancellationToken)).TryGet(out var head, out var fault)) return fault;
        if (head.Length == 0) return await repository.Git.DoAsync(new("update-ref", name, commit, MustNotExist), cancellationToken);
        if (!(await repository.IsAncestorAsync(commit, head, cancellationToken)).TryGet(out var descends, out fault)) return fault;
        return descends ? null : new(FaultCodes.Conflict, $"The branch '{branch}' exists and was not cut from {commit[..12]}; delete or rename it.");
    }

    private async Task<Fault?> RegisterAsync(WorktreePlace place, WorktreeSpec spec, CancellationToken cancellationToken)
    {
        // Only what a crashed `git worktree add` leaves before any file of the checkout; a folder with files was refused above.
        if (Directory.Exists(place.Folder)) File.Delete(place.Link);
        PrivateFolder.Delete(place.Admin);
        if (!(await repository.IsCheckedOutAsync(spec.Branch, cancellationToken)).TryGet(out var elsewhere, out var fault)) return fault;
        if (elsewhere) return new(FaultCodes.BranchCheckedOut, $"The branch '{spec.Branch}' is checked out somewhere else; leave it there first.");
        var call = new GitCall("worktree", "add", "--no-checkout", place.Folder, spec.Branch) { UsesDrivers = true };
        if (await repository.Git.DoAsync(call, cancellationToken) is { } failed) return failed;
        return place.IsComplete ? null : new(FaultCodes.GitFailed, $"git made no worktree '{spec.Name}' where it was asked to; run `git worktree prune` and try again.");
    }

    private async Task<Fault?> CheckOutAsync(WorktreePlace place, CancellationToken cancellationToken)
    {
        if (await repository.Git.DoAsync(new("config", "--local", "extensions.worktreeConfig", "true"), cancellationToken) is { } fault) return fault;
        foreach (var (key, value) in new[] { ("core.sparseCheckout", "true"), ("core.sparseCheckoutCone", "false") })
        {
            if (await repository.Git.DoAsync(new("config", "--worktree", key, value) { GitFolder = place.Admin }, cancellationToken) is { } notSet) return notSet;
        }

        Directory.CreateDirectory(Path.Combine(place.Admin, "info"));
        await File.WriteAllTextAsync(Path.Combine(place.Admin, "info", "sparse-checkout"), Sparse, cancellationToken);
        // git writes the index last: without one, what lies there are torn files of a checkout that died, and nobody was given them.
        File.Delete(place.Index + ".lock");
        string[] verb = File.Exists(place.Index) ? ["sparse-checkout", "reapply"] : ["read-tree", "--reset", "-u", "HEAD"];
        return await repository.Git.DoAsync(new(verb) { GitFolder = place.Admin, WorkTree = place.Folder }, cancellationToken);
    }
}
