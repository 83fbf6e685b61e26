namespace Yoi.Protocol;

/// <summary>A page of a Worker's history.</summary>
/// <param name="Events">The events, oldest first.</param>
/// <param name="LastSeq">The number of the newest event there is.</param>
/// <param name="Next">What to ask for in place of the number this page was asked for; null where there is no more.</param>
public sealed record EventPage(IReadOnlyList<WorkerEvent> Events, long LastSeq, long? Next = null);
