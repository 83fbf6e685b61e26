using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>What a checkout holds, as a tree.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Repositories">Folders with a git repository of their own, which are not in it.</param>
/// <param name="Settings">What lies in <c>.yoi/</c> and is not in it.</param>
internal sealed record StagedTree(string Tree, IReadOnlyList<string> Repositories, IReadOnlyList<string> Settings)
{
    /// <summary>
    /// Writes the checkout's files to the object store through an index of its own, which starts as a copy of the checkout's. Plumbing only: `git add`
    /// would look into repositories within the checkout and run what their configuration names.
    /// </summary>
    /// <param name="repository">The repository.</param>
    /// <param name="place">The checkout.</param>
    /// <param name="index">The index to work in; the caller removes or keeps it.</param>
    /// <param name="withSettings">Whether what lies in <c>.yoi/</c> is taken too.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    public static async Task<Result<StagedTree>> WriteAsync(GitRepository repository, WorktreePlace place, string index, bool withSettings, CancellationToken cancellationToken)
    {
        if (File.Exists(place.Index)) File.Copy(place.Index, index, overwrite: true);
        var first = await StageAsync(repository, place, index, withSettings, cancellationToken);
        if (first.Fault is null) return first;
        // The index may be torn; the files are what counts, so it is built anew from the head.
        File.Delete(index);
        if (await repository.Git.DoAsync(Call(place, index, "read-tree", "HEAD"), cancellationToken) is { } noHead) return noHead;
        return await StageAsync(repository, place, index, withSettings, cancellationToken);
    }

    private static async Task<Result<StagedTree>> StageAsync(GitRepository repository, WorktreePlace place, string index, bool withSettings, CancellationToken cancellationToken)
    {
        var git = repository.Git;
        if (!(await git.KeysAsync(place.Admin, cancellationToken)).TryGet(out var keys, out var fault)) return fault;
        GitCall Call(params string[] arguments) => StagedTree.Call(place, index, arguments) with { Keys = keys };
        if (!(await git.BytesAsync(Call("diff-files", "-z", "--name-status", "--no-renames", "--ignore-submodules=all"), cancellationToken)).TryGet(out var tracked, out fault)) return fault;
        if (!(await git.BytesAsync(Call("ls-files", "-z", "--others", "--exclude-standard"), cancellationToken)).TryGet(out var untracked, out fault)) return fault;
        var changes = Pairs(tracked.Items());
        var others = untracked.Items();

        var gone = changes.Where(c => c.Status == "D" && !IsSettings(c.Path)).Select(c => c.Path);
        var present = changes.Where(c => c.Status != "D").Select(c => c.Path).Concat(others.Where(o => !o.EndsWith('/') && !SandboxedFiles.IsHalfWritten(o)))
            .Where(p => withSettings || !IsSettings(p));
        if (await git.DoAsync(Call("update-index", "-z", "--force-remove", "--stdin") with { Input = NulText.Join(gone) }, cancellationToken) is { } notRemoved) return notRemoved;
        if (await git.DoAsync(Call("update-index", "-z", "--add", "--replace", "--stdin") with { Input = NulText.Join(present) }, cancellationToken) is { } notAdded) return notAdded;
        if (!(await git.TextAsync(Call("write-tree"), cancellationToken)).TryGet(out var tree, out fault)) return fault;
        return new StagedTree(tree, [.. others.Where(o => o.EndsWith('/')).Select(o => o.TrimEnd('/'))], withSettings ? [] : [.. others.Where(IsSettings)]);
    }

    private static GitCall Call(WorktreePlace place, string index, params string[] arguments) =>
        new(arguments) { GitFolder = place.Admin, WorkTree = place.Folder, IndexFile = index };

    private static List<(string Status, string Path)> Pairs(IReadOnlyList<string> items) => [.. items.Chunk(2).Where(c => c.Length == 2).Select(c => (c[0], c[1]))];

    private static bool IsSettings(string path) => path.Split('/')[0].Equals(".yoi", StringComparison.OrdinalIgnoreCase);
}
