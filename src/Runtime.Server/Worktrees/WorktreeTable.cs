using System.Collections.Concurrent;

namespace Yoi.Runtime.Server;

/// <summary>The worktrees of this host by workspace and name. What is another workspace's is not there.</summary>
internal sealed class WorktreeTable
{
    private readonly ConcurrentDictionary<string, WorktreeEntry> _entries = new(StringComparer.Ordinal);

    public IEnumerable<WorktreeEntry> All => _entries.Values;

    /// <summary>The place of a worktree, whether there is one or not.</summary>
    public WorktreeEntry Of(string workspace, string name) => _entries.GetOrAdd(WorktreeRecord.FolderOf(workspace, name), _ => new(workspace, name));

    /// <summary>One of which something is recorded.</summary>
    public WorktreeEntry? Find(string workspace, string name) =>
        _entries.TryGetValue(WorktreeRecord.FolderOf(workspace, name), out var entry) && entry.Workspace == workspace && (entry.Record is not null || entry.IsUnreadable) ? entry : null;

    /// <summary>A workspace's that are there or were begun, in order of their names.</summary>
    public IReadOnlyList<WorktreeRecord> Own(string workspace, string? after, int most) =>
    [
        .. All.Where(entry => entry.Workspace == workspace && (after is null || string.CompareOrdinal(entry.Name, after) > 0))
            .Select(entry => entry.Record).OfType<WorktreeRecord>().Where(record => record.Stage != WorktreeStage.Removed)
            .OrderBy(record => record.Name, StringComparer.Ordinal).Take(most),
    ];

    /// <summary>Puts what was found on disk in its place.</summary>
    public void Add(string folder, WorktreeRecord? record)
    {
        var (workspace, name) = folder.Split('.', 2) is [var first, var rest] ? (first, rest) : ("", folder);
        _entries[folder] = new(workspace, name) { Record = record, IsUnreadable = record is null };
    }
}
