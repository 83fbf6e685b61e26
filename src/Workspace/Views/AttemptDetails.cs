using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>An attempt whole, as its ticket's page shows it.</summary>
internal sealed class AttemptDetails(AttemptStore attempts, RuntimeRegistry registry)
{
    /// <summary>The newest attempt at a ticket; null where there is none.</summary>
    public async Task<Result<AttemptDetailView>?> OfAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        if (attempts.Newest(ticket) is not { } attempt) return null;
        return (await attempts.EventsAsync(attempt.Id, cancellationToken)).TryGet(out var events, out var fault) ? await OfAsync(attempt, events, cancellationToken) : fault;
    }

    /// <summary>An attempt from its state and events.</summary>
    public async Task<AttemptDetailView> OfAsync(AttemptState attempt, IReadOnlyList<AttemptEvent> events, CancellationToken cancellationToken)
    {
        var crew = await AttemptCrew.OfAsync(attempt, registry, cancellationToken);
        return new()
        {
            Summary = BoardCards.ViewOf(attempt, crew.Tokens, crew.At),
            OpenedAt = attempt.OpenedAt,
            Over = attempt.Over,
            Rounds = attempt.Rounds,
            Workers = [.. crew.Workers.Select(WorkerViews.Of)],
            Receipts = Receipts(events),
            Reviews = [.. events.OfType<AttemptEvent.Reviewed>().Select(r => new ReviewView(r.Review.Verdict, r.Review.Summary, r.Review.Findings ?? [], r.Commit, r.At))],
            Commit = attempt.Submitted?.Commit ?? attempt.LastSubmitted,
            Base = attempt.WorktreeReady ? attempt.BaseCommit : null,
            WriteGlobs = attempt.Packet?.Packet.WriteGlobs ?? [],
        };
    }

    private static IReadOnlyList<ReceiptView> Receipts(IReadOnlyList<AttemptEvent> events)
    {
        var purposes = events.OfType<AttemptEvent.ChecksIntended>().SelectMany(round => round.Checks.Select(check => (check.Receipt, round.Purpose))).ToDictionary(c => c.Receipt, c => c.Purpose);
        return [.. events.OfType<AttemptEvent.ReceiptMade>().Select(r => new ReceiptView(
            r.Receipt, purposes.GetValueOrDefault(r.Receipt, CheckPurpose.Submit), r.Command, r.ExitCode, r.Commit, r.DurationMs, r.At))];
    }
}
