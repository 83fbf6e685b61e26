using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A Worker made by hand, as its events tell it.</summary>
internal sealed record HandState
{
    public required WorkerId Id { get; init; }
    public long Version { get; init; }
    public HandEvent.Intended? Intended { get; init; }
    public bool WorktreeReady { get; init; }
    public bool Created { get; init; }
    public HandEvent.Told? Told { get; init; }
    public HandEvent.Failed? Failed { get; init; }

    /// <summary>Its name in its runtime; there is one once it is intended.</summary>
    public WorkerRef Ref => new(Intended!.Runtime, Id);

    /// <summary>True where it works in a worktree: in the embedded runtime.</summary>
    public bool HasWorktree => Intended!.Request.Worktree is not null;

    /// <summary>The name of its worktree.</summary>
    public string Worktree => Intended!.Request.Worktree!;

    /// <summary>True where it was meant to be and is not yet all it was meant to be.</summary>
    public bool Unfinished => Intended is not null && Failed is null && (!Created || (Told is null && Intended.Input is not null));

    /// <summary>True for a role that changes files.</summary>
    public bool Writes => HasWorktree && Intended!.Request.Resolved!.Role == Roles.Coder;

    /// <summary>The state after one more event.</summary>
    public static HandState Apply(HandState state, HandEvent e)
    {
        state = state with { Version = state.Version + 1 };
        return e switch
        {
            // One that was given up may be intended again: everything begins anew.
            HandEvent.Intended intended => new() { Id = state.Id, Version = state.Version, Intended = intended },
            HandEvent.WorktreeMade => state with { WorktreeReady = true },
            HandEvent.Created => state with { Created = true },
            HandEvent.Told told => state with { Told = told },
            HandEvent.Failed failed => state with { Failed = failed },
            _ => state,
        };
    }
}
