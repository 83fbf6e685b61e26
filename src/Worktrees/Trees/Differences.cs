using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>What changed between two commits, from their trees alone.</summary>
internal sealed class Differences(GitRepository repository)
{
    private const int MostNames = 256 * 1024;
    private static readonly string[] NamesAndKinds = ["-z", "--name-status"];
    private static readonly string[] Format = ["-p", "--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/", "--unified=3"];

    public async Task<Result<IReadOnlyList<ChangedFile>>> ChangedAsync(string baseCommit, string head, CancellationToken cancellationToken)
    {
        if (!(await RunAsync(baseCommit, head, NamesAndKinds, null, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return Changed(output);
    }

    /// <summary>The same between two objects that are known to be commits or trees, at most so many.</summary>
    public async Task<Result<ChangedFiles>> ChangedOfTreesAsync(string from, string to, int most, CancellationToken cancellationToken)
    {
        if (!(await CompareAsync(from, to, NamesAndKinds, MostNames, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        var changed = Changed(output);
        return new ChangedFiles([.. changed.Take(most)], changed.Count > most || output.ExitCode is null);
    }

    public async Task<Result<string>> DiffAsync(string baseCommit, string head, int limitBytes, CancellationToken cancellationToken)
    {
        if (!(await PatchAsync(baseCommit, head, limitBytes, cancellationToken)).TryGet(out var patch, out var fault)) return fault;
        return patch.IsCut ? $"{patch.Text}\n[the rest is left out: the difference is longer than {limitBytes} bytes]\n" : patch.Text;
    }

    public async Task<Result<Patch>> PatchAsync(string baseCommit, string head, int limitBytes, CancellationToken cancellationToken)
    {
        if (!(await RunAsync(baseCommit, head, Format, limitBytes, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return new Patch(Encoding.UTF8.GetString(output.Bytes.Span), output.ExitCode is null);
    }

    /// <summary>The same between two objects that are known to be commits or trees.</summary>
    public async Task<Result<Patch>> PatchOfTreesAsync(string from, string to, int limitBytes, CancellationToken cancellationToken) =>
        (await CompareAsync(from, to, Format, limitBytes, cancellationToken)).TryGet(out var output, out var fault) ? new Patch(Encoding.UTF8.GetString(output.Bytes.Span), output.ExitCode is null) : fault;

    public async Task<Result<IReadOnlyList<string>>> CommitsAsync(string baseCommit, string head, CancellationToken cancellationToken)
    {
        if (!(await repository.ResolveAsync(baseCommit, cancellationToken)).TryGet(out var from, out var fault)) return fault;
        if (!(await repository.ResolveAsync(head, cancellationToken)).TryGet(out var to, out fault)) return fault;
        var listed = await repository.Git.TextAsync(new("rev-list", "--reverse", to, $"^{from}"), cancellationToken);
        return listed.TryGet(out var text, out fault) ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : fault;
    }

    public async Task<Result<IReadOnlyList<string>>> MarkedAsync(string commit, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0) return Array.Empty<string>();
        if (!(await repository.ResolveAsync(commit, cancellationToken)).TryGet(out var resolved, out var fault)) return fault;
        var call = new GitCall(["grep", "-z", "--name-only", "--no-textconv", "-e", "^<<<<<<< ", "-e", "^>>>>>>> ", resolved, "--", .. paths]);
        if (!(await repository.Git.RunAsync(call, cancellationToken)).TryGet(out var output, out fault)) return fault;
        if (output.ExitCode is not (0 or 1)) return GitProgram.Failed(call, output);
        return output.Bytes.Names().Select(n => n[(resolved.Length + 1)..]).ToList();
    }

    private async Task<Result<GitOutput>> RunAsync(string baseCommit, string head, string[] format, int? limit, CancellationToken cancellationToken)
    {
        if (!(await repository.ResolveAsync(baseCommit, cancellationToken)).TryGet(out var from, out var fault)) return fault;
        return (await repository.ResolveAsync(head, cancellationToken)).TryGet(out var to, out fault) ? await CompareAsync(from, to, format, limit, cancellationToken) : fault;
    }

    private async Task<Result<GitOutput>> CompareAsync(string from, string to, string[] format, int? limit, CancellationToken cancellationToken)
    {
        var call = new GitCall(["diff-tree", "-r", "--no-renames", "--ignore-submodules=none", .. format, from, to]) { UsesDrivers = true };
        if (limit is { } bytes) call = call with { OutputLimit = bytes, MayCut = true };
        if (!(await repository.Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return output.ExitCode is 0 or null ? output : GitProgram.Failed(call, output);
    }

    private static List<ChangedFile> Changed(GitOutput output)
    {
        var pairs = output.Bytes.Names().Chunk(2);
        // Where the list was cut, so was the last name in it.
        return [.. (output.ExitCode is null ? pairs.SkipLast(1) : pairs).Select(pair => new ChangedFile(pair[1], Kind(pair[0])))];
    }

    private static ChangeKind Kind(string status) => status switch
    {
        "A" => ChangeKind.Added,
        "D" => ChangeKind.Deleted,
        "T" => ChangeKind.TypeChanged,
        _ => ChangeKind.Modified,
    };
}
