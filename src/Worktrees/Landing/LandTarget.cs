using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Brings the target branch forward to finished work, because a person asked: the one time a checked-out branch is moved by us.</summary>
public sealed class LandTarget(GitRepository repository)
{
    private const int ListedMerges = 100;

    private readonly IntegrationBranch _branches = new(repository);

    /// <summary>
    /// Fast-forwards the target to a commit, with the checkout that is on it where that is the main one and nothing in it is changed. Doing it again is no failure, also
    /// after a crash in the middle. Faults: <c>invalid</c>, <c>not_found</c>, <c>conflict</c> (the target has commits that the other has not, or the checkout is changed),
    /// <c>branch_checked_out</c> elsewhere, <c>operation_unsupported</c> where the checkout needs filters, <c>git_failed</c>.
    /// </summary>
    public async Task<Result<Landed>> RunAsync(string target, string commit, CancellationToken cancellationToken)
    {
        if (!RefNames.IsBranch(target)) return GitRepository.NoBranch(target);
        if (!(await repository.ResolveAsync($"refs/heads/{target}", cancellationToken)).TryGet(out var from, out var fault)) return fault;
        if (!(await repository.ResolveAsync(commit, cancellationToken)).TryGet(out var to, out fault)) return fault;
        if (!(await repository.IsAncestorAsync(to, from, cancellationToken)).TryGet(out var isThere, out fault)) return fault;
        if (isThere) return new Landed(from, from, []);
        if (!(await repository.IsAncestorAsync(from, to, cancellationToken)).TryGet(out var forward, out fault)) return fault;
        if (!forward) return new Fault(FaultCodes.Conflict, $"'{target}' was moved by somebody else meanwhile; run `yoi land` again.");
        if (!(await MergesAsync(from, to, cancellationToken)).TryGet(out var merges, out fault)) return fault;
        fault = await MoveAsync(target, from, to, cancellationToken);
        return fault is null ? new Landed(from, to, merges) : fault;
    }

    private async Task<Fault?> MoveAsync(string target, string from, string to, CancellationToken cancellationToken)
    {
        var call = new GitCall("for-each-ref", "--format=%(worktreepath)", $"refs/heads/{target}");
        if (!(await repository.Git.TextAsync(call, cancellationToken)).TryGet(out var place, out var fault)) return fault;
        if (place.Length == 0) return await _branches.MoveAsync(target, from, to, cancellationToken);
        if (!SamePlace(place, repository.Root))
            return new(FaultCodes.BranchCheckedOut, $"'{target}' is checked out in {place}; land it there by `git merge --ff-only {to}`, or check out another branch there first.");
        return await CheckAsync(target, to, cancellationToken) ?? await AdvanceAsync(to, cancellationToken);
    }

    /// <summary>Whether the main checkout may be moved: nothing in it is changed, and git needs no program of the repository's for it.</summary>
    private async Task<Fault?> CheckAsync(string target, string to, CancellationToken cancellationToken)
    {
        if (!(await repository.Git.KeysAsync(null, cancellationToken)).TryGet(out var keys, out var fault)) return fault;
        if (keys.Any(k => k.StartsWith("filter.", StringComparison.Ordinal)))
            return new(FaultCodes.Unsupported, $"This repository checks files out through filters, such as git-lfs, which Yoi does not run. Land by hand: git merge --ff-only {to}");
        var status = InCheckout("status", "--porcelain", "-z", "--untracked-files=no", "--no-renames");
        if (!(await repository.Git.BytesAsync(status, cancellationToken)).TryGet(out var listed, out fault)) return fault;
        var changed = listed.Names().Where(entry => entry.Length > 3).Select(entry => entry[3..]).Where(path => !path.StartsWith(".yoi/", StringComparison.Ordinal)).ToList();
        if (changed.Count == 0 || await IsHalfMovedAsync(to, cancellationToken)) return null;
        return new(FaultCodes.Conflict, $"The checkout of '{target}' holds changes ({string.Join(", ", changed.Take(5))}{(changed.Count > 5 ? $" and {changed.Count - 5} more" : "")}); commit or stash them, then run `yoi land` again.");
    }

    /// <summary>A crash between files and branch leaves exactly the wanted files on the old branch: all that is left is to move it.</summary>
    private async Task<bool> IsHalfMovedAsync(string to, CancellationToken cancellationToken)
    {
        var differs = await repository.Git.RunAsync(InCheckout("diff-index", "--quiet", to, "--"), cancellationToken);
        return differs.TryGet(out var output, out _) && output.ExitCode == 0;
    }

    private async Task<Fault?> AdvanceAsync(string to, CancellationToken cancellationToken)
    {
        if (await IsHalfMovedAsync(to, cancellationToken)) return await repository.Git.DoAsync(InCheckout("reset", "--soft", to), cancellationToken);
        return await repository.Git.DoAsync(InCheckout("merge", "--ff-only", "--quiet", "--no-autostash", to), cancellationToken);
    }

    private async Task<Result<IReadOnlyList<LandedMerge>>> MergesAsync(string from, string to, CancellationToken cancellationToken)
    {
        var call = new GitCall("log", "-z", "--first-parent", "--merges", $"--max-count={ListedMerges}", "--format=%H %s", to, $"^{from}");
        if (!(await repository.Git.BytesAsync(call, cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        return bytes.Names().Select(line => new LandedMerge(line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])).ToList();
    }

    private GitCall InCheckout(params string[] arguments) => new(arguments) { WorkTree = repository.Root, IndexFile = Path.Combine(repository.GitFolder, "index") };

    // git answers with links resolved.
    private static bool SamePlace(string one, string other) => Real(one) == Real(other);

    private static string Real(string path)
    {
        var resolved = "/";
        foreach (var name in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, name);
            if (Directory.ResolveLinkTarget(resolved, returnFinalTarget: true) is { } target) resolved = target.FullName;
        }

        return resolved;
    }
}

/// <summary>What a landing did.</summary>
/// <param name="From">The commit the target was at.</param>
/// <param name="To">The commit it is at; the same where there was nothing to land.</param>
/// <param name="Merges">The merges it gained, newest first, at most 100.</param>
public sealed record Landed(string From, string To, IReadOnlyList<LandedMerge> Merges);

/// <summary>A merge and its subject.</summary>
public sealed record LandedMerge(string Commit, string Subject);
