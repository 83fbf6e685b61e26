namespace Yoi.Protocol;

/// <summary>Which Workers to list, in order of their ids, which is that of their creation.</summary>
public sealed record WorkerQuery
{
    /// <summary>Workers of a page at most.</summary>
    public const int MostWorkers = 200;

    /// <summary>The last Worker of the page before; it need not exist any more.</summary>
    public WorkerId? After { get; init; }

    /// <summary>Workers of a page, 1 to <see cref="MostWorkers"/>.</summary>
    public int Limit { get; init; } = MostWorkers;

    /// <summary>Those that were deleted, as long as they are kept, instead of the others.</summary>
    public bool Deleted { get; init; }
}

/// <summary>A page of Workers.</summary>
/// <param name="Workers">The Workers, those that cannot be read included.</param>
/// <param name="Next">What the page behind begins after; null where this is the last.</param>
public sealed record WorkerSummaryPage(IReadOnlyList<WorkerSummary> Workers, WorkerId? Next = null);
