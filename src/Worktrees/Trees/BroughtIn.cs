namespace Yoi.Worktrees;

/// <summary>A commit to merge into a worktree's branch.</summary>
public sealed record BringInRequest
{
    /// <summary>The commit: the integration branch's head.</summary>
    public required string Commit { get; init; }

    /// <summary>The merge commit's message.</summary>
    public required string Message { get; init; }

    /// <summary>The date of author and committer.</summary>
    public required DateTimeOffset Date { get; init; }
}

/// <summary>A worktree's branch after a merge into it.</summary>
/// <param name="Commit">Its head.</param>
/// <param name="Conflicts">Files that hold conflict markers now, from the root.</param>
public sealed record BroughtIn(string Commit, IReadOnlyList<string> Conflicts);
