using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>A worktree to make.</summary>
public sealed record WorktreeSpec
{
    /// <summary><c>&lt;ticket&gt;-&lt;slug&gt;</c>: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 120.</summary>
    public required string Name { get; init; }

    /// <summary>Its branch, <c>work/&lt;name&gt;</c>; made where absent.</summary>
    public required string Branch { get; init; }

    /// <summary>What the branch is cut from.</summary>
    public required string Commit { get; init; }
}

/// <summary>A worktree that is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Branch">The branch it is on.</param>
/// <param name="Path">Its folder on this host; never shown to a browser.</param>
public sealed record Worktree(string Name, string Branch, string Path)
{
    /// <summary>The ticket's part of the name: all before the first hyphen.</summary>
    public string Ticket => Name.Split('-')[0];
}

/// <summary>What the host commits for a Worker.</summary>
public sealed record CommitRequest
{
    /// <summary>The Worker.</summary>
    public required Identity Author { get; init; }

    /// <summary>The message.</summary>
    public required string Message { get; init; }

    /// <summary>When it was made, as author and as committer.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>
    /// Looks at every path that differs from <see cref="Since"/>, whether committed before or not, those of <c>.yoi/</c> included, and refuses the commit with a fault; null takes all.
    /// </summary>
    public Func<IReadOnlyList<string>, Fault?>? Gate { get; init; }

    /// <summary>The commit that <see cref="Gate"/> compares with; null for the branch's head.</summary>
    public string? Since { get; init; }

    /// <summary>Who commits; the host.</summary>
    public Identity Committer { get; init; } = Identity.Host;
}

/// <summary>A worktree's branch after the host committed.</summary>
/// <param name="Commit">The head of the branch.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Created">False where nothing had changed and the head is what it was.</param>
/// <param name="LeftOut">Folders that hold a git repository of their own, which are never committed.</param>
public sealed record HostCommit(string Commit, string Tree, bool Created, IReadOnlyList<string> LeftOut);

/// <summary>How a worktree went.</summary>
public enum RemovalKind
{
    /// <summary>There was nothing any more.</summary>
    AlreadyGone,

    /// <summary>All its work is merged.</summary>
    Merged,

    /// <summary>What it held is saved under a rescue ref.</summary>
    Rescued,
}

/// <summary>A removed worktree.</summary>
/// <param name="Kind">How it went.</param>
/// <param name="RescueRef">Where its work is, where that was not merged: <c>refs/yoi/rescue/&lt;ticket&gt;/&lt;n&gt;</c>.</param>
/// <param name="RescueCommit">The commit there.</param>
/// <param name="BranchKept">True where the branch stays, because another checkout is on it.</param>
public sealed record Removal(RemovalKind Kind, string? RescueRef = null, string? RescueCommit = null, bool BranchKept = false);

/// <summary>How a file changed.</summary>
public enum ChangeKind
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

/// <summary>A file that differs between two commits; a renamed file is one gone and one new.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Kind">How.</param>
public sealed record ChangedFile(string Path, ChangeKind Kind);

/// <summary>Files that differ.</summary>
/// <param name="Files">The files, in order of their paths.</param>
/// <param name="IsCut">True where there are more than was asked for.</param>
public sealed record ChangedFiles(IReadOnlyList<ChangedFile> Files, bool IsCut);

/// <summary>A difference as a unified diff.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsCut">True where there is more than was asked for.</param>
public sealed record Patch(string Text, bool IsCut);
