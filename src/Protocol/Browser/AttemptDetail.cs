using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>An attempt as its ticket's page shows it.</summary>
public sealed record AttemptDetailView
{
    /// <summary>The same as on the card.</summary>
    public required AttemptView Summary { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>True once nothing will happen to it any more.</summary>
    public required bool Over { get; init; }

    /// <summary>Times the work went back to its coder.</summary>
    public required int Rounds { get; init; }

    /// <summary>Its Workers: the coder, then the reviewer.</summary>
    public required IReadOnlyList<WorkerView> Workers { get; init; }

    /// <summary>Every receipt made, oldest first, those of earlier rounds included.</summary>
    public required IReadOnlyList<ReceiptView> Receipts { get; init; }

    /// <summary>Every review given, oldest first.</summary>
    public required IReadOnlyList<ReviewView> Reviews { get; init; }

    /// <summary>The commit that was last handed in.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit its work is compared with; null until it has a worktree.</summary>
    public string? Base { get; init; }

    /// <summary>Paths the change may touch, as globs.</summary>
    public required IReadOnlyList<string> WriteGlobs { get; init; }
}

/// <summary>One receipt.</summary>
/// <param name="Id">The receipt.</param>
/// <param name="Purpose">submit or merge.</param>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code; null where it was killed at its deadline.</param>
/// <param name="Commit">The commit that was checked.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="At">When it was made.</param>
public sealed record ReceiptView(
    ReceiptId Id, string Purpose, string Command, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? ExitCode, string Commit, long DurationMs, DateTimeOffset At);

/// <summary>One review.</summary>
/// <param name="Verdict">approve or request_changes.</param>
/// <param name="Summary">The reasons.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Commit">The commit it is of.</param>
/// <param name="At">When it was given.</param>
public sealed record ReviewView(string Verdict, string Summary, IReadOnlyList<Finding> Findings, string Commit, DateTimeOffset At);

/// <summary>What an attempt changed so far.</summary>
/// <param name="Base">The commit it is compared with.</param>
/// <param name="Head">The commit that is shown.</param>
/// <param name="Patch">A unified diff, at most 512 KiB.</param>
/// <param name="Truncated">True where there is more.</param>
public sealed record DiffView(string Base, string Head, string Patch, bool Truncated);
