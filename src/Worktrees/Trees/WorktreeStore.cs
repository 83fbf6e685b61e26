using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>The worktrees of a repository: one folder and one branch each, cut from a commit, without <c>.yoi/</c>.</summary>
public sealed class WorktreeStore(GitRepository repository)
{
    private readonly AddWorktree _add = new(repository);
    private readonly CommitWorktree _commit = new(repository);
    private readonly RemoveWorktree _remove = new(repository);
    private readonly WorktreeScope _scope = new(repository);
    private readonly Differences _differences = new(repository);
    private readonly BringIn _bringIn = new(repository);
    private readonly WorktreeInspection _inspection = new(repository);

    /// <summary>
    /// Makes a worktree, finishes one that a crash left half-made, or answers the one that is there. Nothing is ever deleted for it.
    /// Faults: <c>invalid</c>, <c>not_found</c>, <c>conflict</c> where something else is in its place, <c>branch_checked_out</c>, <c>git_failed</c>.
    /// </summary>
    public async Task<Result<Worktree>> AddAsync(WorktreeSpec spec, CancellationToken cancellationToken)
    {
        await repository.Turn.WaitAsync(cancellationToken);
        try
        {
            return await _add.RunAsync(spec, cancellationToken);
        }
        finally
        {
            repository.Turn.Release();
        }
    }

    /// <summary>A worktree by its name; <c>not_found</c> where there is none that was completed.</summary>
    public Task<Result<Worktree>> GetAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!RefNames.IsWorktree(name)) return Task.FromResult<Result<Worktree>>(new Fault(FaultCodes.Invalid, $"'{name}' is no name of a worktree."));
        var place = new WorktreePlace(repository, name);
        return Task.FromResult<Result<Worktree>>(place.CheckLinks() is null && place.IsReady
            ? new Worktree(name, place.Branch!, place.Folder)
            : new Fault(FaultCodes.NotFound, $"There is no worktree '{name}'."));
    }

    /// <summary>The names of all worktrees there are, whole or half-made, in order.</summary>
    public IReadOnlyList<string> Names() => _inspection.Names();

    /// <summary>What a worktree holds beside what is part of <paramref name="mergedInto"/>: <c>not_found</c>, <c>conflict</c> where it is none of ours, <c>git_failed</c>.</summary>
    public Task<Result<WorktreeStatus>> InspectAsync(string name, string mergedInto, CancellationToken cancellationToken) => _inspection.RunAsync(name, mergedInto, cancellationToken);

    /// <summary>What a worktree changed since it left <see cref="WorktreeStatus.Base"/>, committed or not, as a patch cut after so many bytes.</summary>
    public Task<Result<Patch>> PatchAsync(WorktreeStatus status, int limitBytes, CancellationToken cancellationToken) =>
        _differences.PatchOfTreesAsync(status.Base, status.Tree, limitBytes, cancellationToken);

    /// <summary>The files a worktree changed since it left <see cref="WorktreeStatus.Base"/>, committed or not, at most so many.</summary>
    public Task<Result<ChangedFiles>> ChangedAsync(WorktreeStatus status, int most, CancellationToken cancellationToken) =>
        _differences.ChangedOfTreesAsync(status.Base, status.Tree, most, cancellationToken);

    /// <summary>A worktree by its name and branch, whether it is there (still) or not.</summary>
    public Worktree At(string name, string branch) => new(name, branch, new WorktreePlace(repository, name).Folder);

    /// <summary>The commit a worktree's branch is at.</summary>
    public Task<Result<string>> HeadAsync(Worktree worktree, CancellationToken cancellationToken) => repository.ResolveAsync($"refs/heads/{worktree.Branch}", cancellationToken);

    /// <summary>
    /// What a Worker may reach of it: the checkout at <c>/work</c>, git's folders read-only at <c>/git</c> with a generated configuration, no
    /// hooks and no other worktree, so that status, diff and log work inside and a commit is refused by the file system.
    /// </summary>
    public Task<Result<Scope>> ScopeAsync(Worktree worktree, GlobSet write, bool writable, CancellationToken cancellationToken) => _scope.RunAsync(worktree, write, writable, cancellationToken);

    /// <summary>
    /// Commits everything in the checkout that is not ignored, but for <c>.yoi/</c> and repositories within it. No process of the Worker should be
    /// running. Faults: <c>not_found</c>, <c>conflict</c> where the branch moved meanwhile, <c>git_failed</c>.
    /// </summary>
    public Task<Result<HostCommit>> CommitAsync(Worktree worktree, CommitRequest request, CancellationToken cancellationToken) => _commit.RunAsync(worktree, request, cancellationToken);

    /// <summary>
    /// Merges a commit into the worktree's branch and checkout; what conflicts is committed with its markers and named. Doing it again is no failure. No process of
    /// the Worker should be running. Faults: <c>not_found</c>, <c>conflict</c> where the checkout holds uncommitted changes or the branch moved meanwhile, <c>git_failed</c>.
    /// </summary>
    public Task<Result<BroughtIn>> BringInAsync(Worktree worktree, BringInRequest request, CancellationToken cancellationToken) => _bringIn.RunAsync(worktree, request, cancellationToken);

    /// <summary>Those of the files that hold a conflict marker in a commit.</summary>
    public Task<Result<IReadOnlyList<string>>> MarkedAsync(string commit, IReadOnlyList<string> paths, CancellationToken cancellationToken) => _differences.MarkedAsync(commit, paths, cancellationToken);

    /// <summary>The files that differ between two commits.</summary>
    public Task<Result<IReadOnlyList<ChangedFile>>> ChangedAsync(string baseCommit, string head, CancellationToken cancellationToken) => _differences.ChangedAsync(baseCommit, head, cancellationToken);

    /// <summary>The commits that the second has and the first has not, oldest first.</summary>
    public Task<Result<IReadOnlyList<string>>> CommitsAsync(string baseCommit, string head, CancellationToken cancellationToken) => _differences.CommitsAsync(baseCommit, head, cancellationToken);

    /// <summary>The difference as a patch, cut after so many bytes with a last line that says so.</summary>
    public Task<Result<string>> DiffAsync(string baseCommit, string head, int limitBytes, CancellationToken cancellationToken) => _differences.DiffAsync(baseCommit, head, limitBytes, cancellationToken);

    /// <summary>The same without the last line, for a caller that tells of the cut in its own way.</summary>
    public Task<Result<Patch>> PatchAsync(string baseCommit, string head, int limitBytes, CancellationToken cancellationToken) => _differences.PatchAsync(baseCommit, head, limitBytes, cancellationToken);

    /// <summary>
    /// Removes a worktree and its branch: at once where everything in it is part of <paramref name="mergedInto"/>, else after commits, changed and
    /// untracked files are saved under a rescue ref and that was verified. Ignored files go. Doing it again is no failure. Faults: <c>conflict</c>
    /// where something cannot be saved or is not ours, <c>git_failed</c>; nothing was removed then.
    /// </summary>
    public Task<Result<Removal>> RemoveAsync(Worktree worktree, string mergedInto, CancellationToken cancellationToken) => RemoveAsync(worktree, mergedInto, null, cancellationToken);

    /// <summary>The same; before the first file goes, <paramref name="saved"/> is told how its work is merged or saved, and where that answers a fault nothing is removed.</summary>
    public async Task<Result<Removal>> RemoveAsync(Worktree worktree, string mergedInto, Func<Removal, Task<Fault?>>? saved, CancellationToken cancellationToken)
    {
        await repository.Turn.WaitAsync(cancellationToken);
        try
        {
            return await _remove.RunAsync(worktree, mergedInto, saved, cancellationToken);
        }
        finally
        {
            repository.Turn.Release();
        }
    }
}
