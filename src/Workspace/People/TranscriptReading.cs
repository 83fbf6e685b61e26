using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Which events of a Worker are asked for: those behind <paramref name="After"/>, or the last before <paramref name="Before"/>; at most <paramref name="Limit"/> (1 to 200).</summary>
public sealed record EventRange(long? After, long? Before, int Limit);

/// <summary>Pages through a Worker's history in both directions.</summary>
internal sealed class TranscriptReading(RuntimeRegistry registry)
{
    public const int MostEvents = 200;

    /// <summary><see cref="TranscriptPage.More"/> says whether there are more in the direction asked for.</summary>
    public async ValueTask<Result<TranscriptPage>> ReadAsync(WorkerRef worker, EventRange range, CancellationToken cancellationToken)
    {
        if (range is { After: not null, Before: not null } || range.After < 0 || range.Before < 1 || range.Limit is < 1 or > MostEvents)
            return new Fault(FaultCodes.Invalid, $"Events are read behind `after` (0 or more) or before `before` (1 or more), not both, 1 to {MostEvents} at a time.");
        if (!(await registry.GetAsync(worker, cancellationToken)).TryGet(out var summary, out var fault)) return fault;
        return range.Before is { } before
            ? await BackwardAsync(worker, Math.Min(before, summary.LastSeq + 1), range.Limit, cancellationToken)
            : await ForwardAsync(worker, range.After ?? 0, range.Limit, summary.LastSeq, cancellationToken);
    }

    private async ValueTask<Result<TranscriptPage>> ForwardAsync(WorkerRef worker, long after, int limit, long last, CancellationToken cancellationToken)
    {
        if (!(await registry.HistoryAsync(worker, after, limit, cancellationToken)).TryGet(out var events, out var fault)) return fault;
        return Page(events, events.Count > 0 && events[^1].Seq < last);
    }

    private async ValueTask<Result<TranscriptPage>> BackwardAsync(WorkerRef worker, long before, int limit, CancellationToken cancellationToken)
    {
        for (var window = (int)Math.Min(limit, before - 1); window > 0; window /= 2)
        {
            if (!(await registry.HistoryAsync(worker, before - 1 - window, window, cancellationToken)).TryGet(out var events, out var fault)) return fault;
            // A page that its budget of bytes cut off ends too early: the last ones before the number are what was asked for.
            if (events.Count == window || window == 1) return Page(events, events.Count > 0 && events[0].Seq > 1);
        }

        return Page([], false);
    }

    private static TranscriptPage Page(IReadOnlyList<WorkerEvent> events, bool more) => new([.. events.Select(TranscriptViews.Of)], more);
}
