using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>The tickets folder as a history of its own under <c>refs/yoi/records</c>: no checkout, no branch and no index of the user's is touched.</summary>
public sealed class RecordsRef(GitRepository repository)
{
    /// <summary>The reference.</summary>
    public const string Name = "refs/yoi/records";

    private const string Tickets = "tickets";
    private const int Tries = 8;

    private readonly RecordsIndex _index = new(repository);

    /// <summary>
    /// Commits the tickets folder as <c>tickets/</c> and the extra files beside it, and answers the ref's commit, which is the old one where nothing changed.
    /// Names at the folder's root that begin with <c>.</c> are left out; files of the tree that are neither tickets nor named stay. Faults: <c>invalid</c>,
    /// <c>not_found</c>, <c>store_locked</c>, <c>conflict</c> after eight races, <c>git_failed</c>.
    /// </summary>
    /// <param name="ticketsRoot">The tickets folder.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="extraFiles">Content by <c>folder/name</c>, such as <c>keys/&lt;id&gt;.pem</c>.</param>
    /// <param name="date">The commit's date.</param>
    /// <param name="cancellationToken">Stops between calls of git.</param>
    public async Task<Result<string>> CommitAsync(
        string ticketsRoot, string message, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> extraFiles, DateTimeOffset date, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(ticketsRoot)) return new Fault(FaultCodes.NotFound, "There is no tickets folder to record; run `yoi init`.");
        if (extraFiles.Keys.FirstOrDefault(k => !IsExtra(k)) is { } bad) return new Fault(FaultCodes.Invalid, $"'{bad}' is no name for a file of the records; it is folder/name.");
        using var turn = await RecordsLock.TakeAsync(Path.Combine(repository.GitFolder, "yoi-records.lock"), repository.Options.Time, cancellationToken);
        if (turn is null) return new Fault(FaultCodes.StoreLocked, "Another process writes the records of this workspace; try again.");
        for (var tries = 0; tries < Tries; tries++)
        {
            // The folder is read after the ref: who wins has seen at least what the loser had.
            if (!(await repository.HeadAsync(Name, cancellationToken)).TryGet(out var head, out var fault)) return fault;
            if (!(await _index.WriteAsync(Path.GetFullPath(ticketsRoot), cancellationToken)).TryGet(out var tickets, out fault)) return fault;
            if (!(await RootAsync(head, tickets, extraFiles, cancellationToken)).TryGet(out var tree, out fault)) return fault;
            if (head.Length > 0)
            {
                if (!(await repository.TreeAsync(head, cancellationToken)).TryGet(out var before, out fault)) return fault;
                if (before == tree) return head;
            }

            if (!(await CommitTreeAsync(tree, head, message, date, cancellationToken)).TryGet(out var commit, out fault)) return fault;
            var update = new GitCall("update-ref", Name, commit, head);
            if (!(await repository.Git.RunAsync(update, cancellationToken)).TryGet(out var updated, out fault)) return fault;
            if (updated.ExitCode == 0) return commit;
            if (!(await repository.HeadAsync(Name, cancellationToken)).TryGet(out var now, out fault)) return fault;
            if (now == head) return GitProgram.Failed(update, updated);
        }

        return new Fault(FaultCodes.Conflict, "Others keep writing the records; try again.");
    }

    private async Task<Result<string>> RootAsync(string head, string tickets, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> extraFiles, CancellationToken cancellationToken)
    {
        if (!(await EntriesAsync(head, cancellationToken)).TryGet(out var root, out var fault)) return fault;
        root[Tickets] = $"040000 tree {tickets}";
        foreach (var folder in extraFiles.GroupBy(f => f.Key.Split('/')[0]))
        {
            var at = root.ContainsKey(folder.Key) ? $"{head}:{folder.Key}" : "";
            if (!(await EntriesAsync(at, cancellationToken)).TryGet(out var entries, out fault)) return fault;
            foreach (var (path, content) in folder)
            {
                if (!(await repository.Git.TextAsync(new("hash-object", "-w", "--stdin") { Input = content }, cancellationToken)).TryGet(out var blob, out fault)) return fault;
                entries[path.Split('/')[1]] = $"100644 blob {blob}";
            }

            if (!(await TreeAsync(entries, cancellationToken)).TryGet(out var tree, out fault)) return fault;
            root[folder.Key] = $"040000 tree {tree}";
        }

        return await TreeAsync(root, cancellationToken);
    }

    private async Task<Result<Dictionary<string, string>>> EntriesAsync(string tree, CancellationToken cancellationToken)
    {
        if (tree.Length == 0) return new Dictionary<string, string>();
        if (!(await repository.Git.BytesAsync(new("ls-tree", "-z", tree), cancellationToken)).TryGet(out var listed, out var fault)) return fault;
        return listed.Items().Select(e => e.Split('\t', 2)).ToDictionary(e => e[1], e => e[0]);
    }

    private async Task<Result<string>> TreeAsync(Dictionary<string, string> entries, CancellationToken cancellationToken) =>
        await repository.Git.TextAsync(new("mktree", "-z") { Input = NulText.Join(entries.Select(e => $"{e.Value}\t{e.Key}")) }, cancellationToken);

    private async Task<Result<string>> CommitTreeAsync(string tree, string head, string message, DateTimeOffset date, CancellationToken cancellationToken)
    {
        string[] parent = head.Length == 0 ? [] : ["-p", head];
        return await repository.Git.TextAsync(
            new(["commit-tree", tree, .. parent, "-F", "-"]) { Input = Encoding.UTF8.GetBytes(message.TrimEnd() + "\n"), Environment = Identity.Variables(Identity.Host, Identity.Host, date) },
            cancellationToken);
    }

    private static bool IsExtra(string path)
    {
        var parts = path.Split('/');
        return parts.Length == 2 && parts[0] != Tickets && parts.All(RefNames.IsWorktree);
    }
}
