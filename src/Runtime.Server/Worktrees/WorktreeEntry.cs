using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>A worktree in memory: its record, whose turn it is, and which Workers were made for it.</summary>
internal sealed class WorktreeEntry(string workspace, string name)
{
    private readonly Lock _gate = new();
    private readonly HashSet<WorkerId> _workers = [];
    private volatile WorktreeRecord? _record;
    private volatile bool _isClosed;
    private int _coming;

    public string Workspace { get; } = workspace;

    public string Name { get; } = name;

    /// <summary>Making, committing and removing take turns.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>What is recorded of it; null where nothing is.</summary>
    public WorktreeRecord? Record
    {
        get => _record;
        set => _record = value;
    }

    /// <summary>Whether something is recorded of it that cannot be read.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether it can be worked in.</summary>
    public bool IsOpen => !_isClosed && Record is { Stage: WorktreeStage.Ready };

    /// <summary>Those that were made for it, as far as they are known.</summary>
    public IReadOnlyList<WorkerId> Workers
    {
        get
        {
            lock (_gate) return [.. _workers];
        }
    }

    /// <summary>A Worker is about to be made for it; false where it is not open. It stays as it is until <see cref="Came"/>.</summary>
    public bool TryCome(WorkerId worker)
    {
        lock (_gate)
        {
            if (!IsOpen) return false;
            _coming++;
            _workers.Add(worker);
            return true;
        }
    }

    /// <summary>That Worker is there, or will not be.</summary>
    public void Came()
    {
        lock (_gate) _coming--;
    }

    /// <summary>Lets no Worker come any more; false where one is on its way.</summary>
    public bool TryClose()
    {
        lock (_gate) return _isClosed = _coming == 0;
    }

    public void Open() => _isClosed = false;

    public void Know(WorkerId worker)
    {
        lock (_gate) _workers.Add(worker);
    }

    public void Forget(WorkerId worker)
    {
        lock (_gate) _workers.Remove(worker);
    }
}
