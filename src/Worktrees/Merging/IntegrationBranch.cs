using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Merges and moves of the integration branch, without any checkout; a branch that somebody has checked out is never moved.</summary>
public sealed class IntegrationBranch(GitRepository repository)
{
    private const int NamedPaths = 50;
    private const int MostTries = 8;

    /// <summary>
    /// Makes the integration branch from the target, moves it ahead, or merges the target into it. Faults: <c>invalid</c>, <c>not_found</c>,
    /// <c>merge_conflict</c> with the paths, <c>branch_checked_out</c>, <c>conflict</c>.
    /// </summary>
    public async Task<Result<SyncedTarget>> SyncAsync(string target, string integration, DateTimeOffset date, CancellationToken cancellationToken)
    {
        if (!RefNames.IsBranch(target)) return GitRepository.NoBranch(target);
        if (!RefNames.IsBranch(integration)) return GitRepository.NoBranch(integration);
        // Attempts that begin at the same time bring the same target in; whoever comes second finds it done.
        for (var tries = 1; ; tries++)
        {
            var synced = await TrySyncAsync(target, integration, date, cancellationToken);
            if (synced.Fault?.Code != FaultCodes.Conflict || tries == MostTries) return synced;
        }
    }

    private async Task<Result<SyncedTarget>> TrySyncAsync(string target, string integration, DateTimeOffset date, CancellationToken cancellationToken)
    {
        if (!(await repository.ResolveAsync($"refs/heads/{target}", cancellationToken)).TryGet(out var theirs, out var fault)) return fault;
        if (!(await repository.HeadAsync($"refs/heads/{integration}", cancellationToken)).TryGet(out var ours, out fault)) return fault;
        if (ours.Length == 0)
        {
            var made = await repository.Git.DoAsync(new("update-ref", "-m", "made by the host", $"refs/heads/{integration}", theirs, ""), cancellationToken);
            if (made is null) return new SyncedTarget(theirs, SyncAction.Created);
            if (!(await repository.HeadAsync($"refs/heads/{integration}", cancellationToken)).TryGet(out ours, out fault)) return fault;
            return ours.Length > 0 ? Moved(integration) : made;
        }

        if (!(await repository.IsAncestorAsync(theirs, ours, cancellationToken)).TryGet(out var contained, out fault)) return fault;
        if (contained) return new SyncedTarget(ours, SyncAction.None);
        if (!(await repository.IsAncestorAsync(ours, theirs, cancellationToken)).TryGet(out var behind, out fault)) return fault;
        var (head, action) = (theirs, SyncAction.FastForwarded);
        if (!behind)
        {
            var request = new MergeRequest { Ours = ours, Theirs = theirs, Message = $"Merge branch '{target}' into {integration}", Date = date };
            if (!(await BuildMergeAsync(request, cancellationToken)).TryGet(out var merge, out fault)) return fault;
            (head, action) = (merge.Commit, SyncAction.Merged);
        }

        return await MoveAsync(integration, ours, head, cancellationToken) is { } notMoved ? notMoved : new SyncedTarget(head, action);
    }

    /// <summary>
    /// Builds a merge commit with two parents. Merge programs that the repository configures count as conflicts. Faults: <c>not_found</c>,
    /// <c>invalid</c> for a trailer, <c>merge_conflict</c> with the paths, <c>git_failed</c>.
    /// </summary>
    public async Task<Result<MergeCommit>> BuildMergeAsync(MergeRequest request, CancellationToken cancellationToken)
    {
        if (request.Trailers.FirstOrDefault(t => !IsTrailer(t)) is { Key: not null } bad) return new Fault(FaultCodes.Invalid, $"'{bad.Key}' is no trailer: a name of letters and hyphens, and a value in one line.");
        if (!(await repository.ResolveAsync(request.Ours, cancellationToken)).TryGet(out var ours, out var fault)) return fault;
        if (!(await repository.ResolveAsync(request.Theirs, cancellationToken)).TryGet(out var theirs, out fault)) return fault;
        var merge = new GitCall("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs) { UsesDrivers = true };
        if (!(await repository.Git.RunAsync(merge, cancellationToken)).TryGet(out var output, out fault)) return fault;
        var items = output.Bytes.Names();
        if (output.ExitCode == 1 && items.Count > 1) return Conflict(items.Skip(1).Distinct().ToList());
        if (output.ExitCode != 0) return GitProgram.Failed(merge, output);

        var call = new GitCall("commit-tree", items[0], "-p", ours, "-p", theirs, "-F", "-")
        {
            Input = Encoding.UTF8.GetBytes(Message(request)),
            Environment = Identity.Variables(request.Author, request.Committer, request.Date),
        };
        if (!(await repository.Git.TextAsync(call, cancellationToken)).TryGet(out var commit, out fault)) return fault;
        return new MergeCommit(commit, items[0]);
    }

    /// <summary>
    /// Moves a branch by compare-and-set; one that is at <paramref name="to"/> already is no failure. Faults: <c>conflict</c> where it is
    /// somewhere else than <paramref name="from"/>, <c>branch_checked_out</c>, <c>invalid</c>, <c>not_found</c>.
    /// </summary>
    public async Task<Fault?> MoveAsync(string branch, string from, string to, CancellationToken cancellationToken)
    {
        if (!RefNames.IsBranch(branch)) return GitRepository.NoBranch(branch);
        if (!(await repository.ResolveAsync(from, cancellationToken)).TryGet(out var expected, out var fault)) return fault;
        if (!(await repository.ResolveAsync(to, cancellationToken)).TryGet(out var wanted, out fault)) return fault;
        var name = $"refs/heads/{branch}";
        if (!(await repository.HeadAsync(name, cancellationToken)).TryGet(out var head, out fault)) return fault;
        if (head == wanted) return null;
        if (head != expected) return Moved(branch);
        if (!(await repository.IsCheckedOutAsync(branch, cancellationToken)).TryGet(out var checkedOut, out fault)) return fault;
        if (checkedOut) return new(FaultCodes.BranchCheckedOut, $"The branch '{branch}' is checked out and is not moved under its user; check out another branch there.");
        var failed = await repository.Git.DoAsync(new("update-ref", "-m", "moved by the host", name, wanted, expected), cancellationToken);
        if (failed is null) return null;
        if (!(await repository.HeadAsync(name, cancellationToken)).TryGet(out head, out fault)) return fault;
        return head == wanted ? null : head == expected ? failed : Moved(branch);
    }

    /// <summary>Whether the first commit is part of the second one's history.</summary>
    public Task<Result<bool>> IsAncestorAsync(string ancestor, string descendant, CancellationToken cancellationToken) => repository.IsAncestorAsync(ancestor, descendant, cancellationToken);

    private static string Message(MergeRequest request)
    {
        var text = request.Message.Trim() + "\n";
        return request.Trailers.Count == 0 ? text : text + "\n" + string.Concat(request.Trailers.Select(t => $"{t.Key}: {t.Value.Trim()}\n"));
    }

    private static bool IsTrailer(KeyValuePair<string, string> trailer) =>
        trailer.Key.Length > 0 && trailer.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && trailer.Value.Trim().Length > 0 && !trailer.Value.Any(char.IsControl);

    private static Fault Conflict(List<string> paths) =>
        new(FaultCodes.MergeConflict, $"Both sides changed: {string.Join(", ", paths.Take(NamedPaths))}{(paths.Count > NamedPaths ? $" and {paths.Count - NamedPaths} more" : "")}.");

    private static Fault Moved(string branch) => new(FaultCodes.Conflict, $"The branch '{branch}' was moved by somebody else; read it again and merge anew.");
}
