using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Saves what is not merged under <c>refs/yoi/rescue</c> and looks whether it is really there.</summary>
internal sealed class Rescue(GitRepository repository)
{
    /// <summary>Answers how the worktree may go: merged, or saved.</summary>
    public async Task<Result<Removal>> SaveAsync(Worktree worktree, string head, string tree, string merged, CancellationToken cancellationToken)
    {
        if (!(await repository.TreeAsync(head, cancellationToken)).TryGet(out var committed, out var fault)) return fault;
        var clean = tree == committed;
        if (!(await repository.IsAncestorAsync(head, merged, cancellationToken)).TryGet(out var isMerged, out fault)) return fault;
        if (clean && isMerged) return new Removal(RemovalKind.Merged);

        if (!(await FindAsync(worktree, head, tree, clean, cancellationToken)).TryGet(out var found, out fault)) return fault;
        var (name, commit) = (found.Name, found.Commit);
        if (commit.Length == 0)
        {
            if (!(await CommitAsync(worktree, head, tree, clean, cancellationToken)).TryGet(out var made, out fault)) return fault;
            commit = made;
            if (await repository.Git.DoAsync(new("update-ref", name, commit, ""), cancellationToken) is { } notSaved) return notSaved;
        }

        return await VerifyAsync(name, commit, tree, merged, cancellationToken) is { } unverified ? unverified : new Removal(RemovalKind.Rescued, name, commit);
    }

    /// <summary>A rescue that a process which then died made of the same work, or the next free name.</summary>
    private async Task<Result<Slot>> FindAsync(Worktree worktree, string head, string tree, bool clean, CancellationToken cancellationToken)
    {
        var prefix = $"refs/yoi/rescue/{worktree.Ticket}/";
        var call = new GitCall("for-each-ref", "--format=%(refname) %(objectname) %(tree) %(parent)", prefix);
        if (!(await repository.Git.TextAsync(call, cancellationToken)).TryGet(out var text, out var fault)) return fault;
        var last = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            if (clean ? parts[1] == head : parts[2] == tree && parts[3] == head) return new Slot(parts[0], parts[1]);
            if (int.TryParse(parts[0].AsSpan(prefix.Length), out var number)) last = Math.Max(last, number);
        }

        return new Slot($"{prefix}{last + 1}", "");
    }

    private async Task<Result<string>> CommitAsync(Worktree worktree, string head, string tree, bool clean, CancellationToken cancellationToken)
    {
        if (clean) return head;
        var call = new GitCall("commit-tree", tree, "-p", head, "-m", $"Uncommitted files of {worktree.Branch}")
        {
            Environment = Identity.Variables(Identity.Host, Identity.Host, repository.Options.Time.GetUtcNow()),
        };
        return await repository.Git.TextAsync(call, cancellationToken);
    }

    private async Task<Fault?> VerifyAsync(string name, string commit, string tree, string merged, CancellationToken cancellationToken)
    {
        if (!(await repository.ResolveAsync(name, cancellationToken)).TryGet(out var saved, out var fault)) return fault;
        if (!(await repository.TreeAsync(saved, cancellationToken)).TryGet(out var savedTree, out fault)) return fault;
        if (saved != commit || savedTree != tree) return new(FaultCodes.Conflict, $"'{name}' does not hold what was to be saved; nothing was removed, try again.");
        // Walks every object that the target branch does not have; a missing one is a failure.
        return await repository.Git.DoAsync(new("rev-list", "--objects", "--quiet", saved, $"^{merged}"), cancellationToken);
    }

    private readonly record struct Slot(string Name, string Commit);
}
