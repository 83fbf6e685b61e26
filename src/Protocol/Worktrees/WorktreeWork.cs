using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Has the host commit what lies in a worktree.</summary>
/// <param name="Message">The message, 1 to 16,384 characters.</param>
/// <param name="Author">The author's name, 1 to 128 characters, such as the Worker's.</param>
/// <param name="Worker">The Worker whose work it is: it must be in this worktree, and its id becomes the author's address.</param>
public sealed record CommitWorktreeCall(string Message, string Author, WorkerId? Worker = null);

/// <summary>A worktree's branch after the host committed.</summary>
/// <param name="Commit">The commit the branch is at.</param>
/// <param name="Created">False where there was nothing to commit, and the branch is where it was.</param>
/// <param name="LeftOut">Folders that are git repositories of their own, which are never committed.</param>
public sealed record WorktreeCommit(string Commit, bool Created, IReadOnlyList<string> LeftOut);

/// <summary>A worktree that was removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">What became of its work.</param>
/// <param name="BranchKept">Whether its branch stays, because another checkout is on it.</param>
/// <param name="Rescued">Where its work is saved.</param>
public sealed record RemovedWorktree(string Name, WorktreeRemoval Outcome, bool BranchKept, IReadOnlyList<RescuedWork> Rescued);

/// <summary>What became of a removed worktree's work.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<WorktreeRemoval>))]
public enum WorktreeRemoval
{
    /// <summary>There was nothing any more.</summary>
    Gone,

    /// <summary>It held nothing beside the commit it was cut from.</summary>
    Unchanged,

    /// <summary>It is saved in the host's repository.</summary>
    Rescued,
}

/// <summary>Work that is saved in the host's repository.</summary>
/// <param name="Ref">The reference it is under: <c>refs/yoi/rescue/…</c>.</param>
/// <param name="Commit">The commit there.</param>
public sealed record RescuedWork(string Ref, string Commit);
