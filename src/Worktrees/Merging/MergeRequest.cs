namespace Yoi.Worktrees;

/// <summary>A merge to build. The same request makes the same commit, wherever and whenever.</summary>
public sealed record MergeRequest
{
    /// <summary>The first parent: the integration branch's head.</summary>
    public required string Ours { get; init; }

    /// <summary>The second parent: the work.</summary>
    public required string Theirs { get; init; }

    /// <summary>The message, without trailers.</summary>
    public required string Message { get; init; }

    /// <summary>Lines at the end of the message, such as <c>Yoi-Ticket</c>, in this order; one line each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Trailers { get; init; } = [];

    /// <summary>The date of author and committer.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The author.</summary>
    public Identity Author { get; init; } = Identity.Host;

    /// <summary>The committer.</summary>
    public Identity Committer { get; init; } = Identity.Host;
}

/// <summary>A merge that was built; no branch points at it yet.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">Its tree.</param>
public sealed record MergeCommit(string Commit, string Tree);

/// <summary>What bringing the target branch into the integration branch took.</summary>
public enum SyncAction
{
    /// <summary>The integration branch held it already.</summary>
    None,

    /// <summary>The integration branch was made.</summary>
    Created,

    /// <summary>The integration branch was behind and moved ahead.</summary>
    FastForwarded,

    /// <summary>Both had moved and were merged.</summary>
    Merged,
}

/// <summary>The integration branch after a sync.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Action">What was done.</param>
public sealed record SyncedTarget(string Head, SyncAction Action);
