using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>
/// Turns a folder into a tree, byte for byte: files are hashed without any conversion, whatever attributes lie among them. The index is kept between calls,
/// so that only what changed is read; it is a cache and made anew when it is damaged.
/// </summary>
internal sealed class RecordsIndex(GitRepository repository)
{
    private readonly string _index = Path.Combine(repository.Options.StateFolder, "records.index");

    public async Task<Result<string>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        // Whoever holds the records' lock is alone: a lock file of git's here is a dead process's.
        File.Delete(_index + ".lock");
        var first = await UpdateAsync(folder, cancellationToken);
        if (first.Fault is not { Code: FaultCodes.GitFailed } || !File.Exists(_index)) return first;
        File.Delete(_index);
        return await UpdateAsync(folder, cancellationToken);
    }

    private async Task<Result<string>> UpdateAsync(string folder, CancellationToken cancellationToken)
    {
        var git = repository.Git;
        if (!(await git.KeysAsync(null, cancellationToken)).TryGet(out var keys, out var fault)) return fault;
        GitCall Call(params string[] arguments) => new(arguments) { WorkTree = folder, IndexFile = _index, Keys = keys };
        if (!(await git.BytesAsync(Call("diff-files", "-z", "--name-only", "--no-renames", "--ignore-submodules=all"), cancellationToken)).TryGet(out var tracked, out fault)) return fault;
        if (!(await git.BytesAsync(Call("ls-files", "-z", "--others"), cancellationToken)).TryGet(out var untracked, out fault)) return fault;
        var changed = tracked.Names().Concat(untracked.Names()).Where(p => p[0] != '.' && !p.EndsWith('/')).Distinct().ToList();
        if (changed.Count > 0)
        {
            var present = changed.Where(p => IsFile(Path.Combine(folder, p))).ToList();
            if (!(await HashAsync(Call("hash-object", "-w", "--no-filters", "--stdin-paths"), present, cancellationToken)).TryGet(out var blobs, out fault)) return fault;
            var gone = Lines(changed.Except(present));
            var kept = Lines(present.Zip(blobs, (path, blob) => $"100644 {blob}\t{path}"));
            if (gone.Length > 0 && await git.DoAsync(Call("update-index", "-z", "--force-remove", "--stdin") with { Input = gone }, cancellationToken) is { } notRemoved) return notRemoved;
            if (kept.Length > 0 && await git.DoAsync(Call("update-index", "-z", "--index-info") with { Input = kept }, cancellationToken) is { } notUpdated) return notUpdated;
            // Remembers sizes and times; its exit code only says that something differs.
            if (!(await git.RunAsync(Call("update-index", "-q", "--refresh"), cancellationToken)).TryGet(out _, out fault)) return fault;
        }

        return await git.TextAsync(Call("write-tree"), cancellationToken);
    }

    private async Task<Result<string[]>> HashAsync(GitCall call, List<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0) return Array.Empty<string>();
        var lines = string.Concat(paths.Select(p => $"\"{p.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"\n"));
        if (!(await repository.Git.TextAsync(call with { Input = Encoding.UTF8.GetBytes(lines) }, cancellationToken)).TryGet(out var text, out var fault)) return fault;
        var blobs = text.Split('\n');
        return blobs.Length == paths.Count ? blobs : new Fault(FaultCodes.GitFailed, "git hashed another number of files than it was asked to; try again.");
    }

    private static ReadOnlyMemory<byte> Lines(IEnumerable<string> items) => Encoding.UTF8.GetBytes(string.Concat(items.Select(i => i + '\0')));

    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };
}
