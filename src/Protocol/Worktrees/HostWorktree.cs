using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>A worktree to be made on a runtime's host.</summary>
/// <param name="Name">What it is asked for by: a letter or digit, then letters, digits, <c>.</c>, <c>_</c> and <c>-</c>; at most 55 characters.</param>
/// <param name="Branch">The branch to be made for it, which is not there yet.</param>
/// <param name="Commit">What the branch is cut from: a commit, branch or tag of the host's repository.</param>
public sealed record AddWorktreeCall(string Name, string Branch, string Commit);

/// <summary>A worktree on a runtime's host. Where it lies there is not told.</summary>
/// <param name="Name">Its name, which a Worker's request names it by.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="Commit">The commit the branch was cut from.</param>
/// <param name="Ready">Whether it can be worked in: false where making or removing it was cut off; ask for the same again.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record HostWorktree(string Name, string Branch, string Commit, bool Ready, DateTimeOffset CreatedAt);

/// <summary>A page of worktrees in order of their names.</summary>
/// <param name="Worktrees">The worktrees, at most 200.</param>
/// <param name="Next">What the page behind begins after; null where this is the last.</param>
public sealed record HostWorktreePage(IReadOnlyList<HostWorktree> Worktrees, string? Next = null);

/// <summary>What a worktree on a runtime's host holds.</summary>
/// <param name="Worktree">The worktree.</param>
/// <param name="State">Whether it holds what is not committed.</param>
/// <param name="Changes">Files that differ from the commit it was cut from, committed or not.</param>
/// <param name="More">Whether there are more of them.</param>
/// <param name="Head">The commit its branch is at.</param>
/// <param name="Ahead">How many commits its branch holds beside the one it was cut from.</param>
/// <param name="Problem">Why the state is unknown.</param>
public sealed record HostWorktreeStatus(HostWorktree Worktree, WorktreeState State, IReadOnlyList<ChangedPath> Changes, bool More, string? Head = null, int? Ahead = null, Fault? Problem = null);

/// <summary>Whether a worktree holds what is not committed.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<WorktreeState>))]
public enum WorktreeState
{
    /// <summary>It cannot be told; treat it as dirty.</summary>
    Unknown,

    /// <summary>Its files are its branch's.</summary>
    Clean,

    /// <summary>It holds changes that are not committed.</summary>
    Dirty,
}

/// <summary>A file that differs.</summary>
/// <param name="Path">From the worktree's root, with forward slashes.</param>
/// <param name="Change">How; a renamed file is one deleted and one added.</param>
public sealed record ChangedPath(string Path, PathChange Change);

/// <summary>How a file differs.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PathChange>))]
public enum PathChange
{
    /// <summary>New.</summary>
    Added,

    /// <summary>Other content or mode.</summary>
    Modified,

    /// <summary>Gone.</summary>
    Deleted,

    /// <summary>Another kind of thing: a link where a file was, or the reverse.</summary>
    TypeChanged,
}
