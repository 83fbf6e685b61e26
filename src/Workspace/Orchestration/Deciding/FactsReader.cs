using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Gathers what is true outside an attempt's stream.</summary>
internal sealed class FactsReader(StepContext context, SlotQueue reviews, SlotQueue merges)
{
    public async Task<AttemptFacts> ReadAsync(AttemptState attempt, TicketState ticket, CancellationToken cancellationToken)
    {
        var orchestration = context.Settings().Orchestration;
        var (coder, reviewer) = (await FindAsync(attempt.Coder, cancellationToken), await FindAsync(attempt.Reviewer, cancellationToken));
        return new(ticket, coder is null ? null : WorkerFacts.Of(coder), reviewer is null ? null : WorkerFacts.Of(reviewer), orchestration.AutoClose)
        {
            Now = context.Time.GetUtcNow(),
            Heard = (attempt.Step == "review" ? reviewer : coder) is { LastEventAt: var heard } && heard != default ? heard : null,
            Stall = TimeSpan.FromSeconds(orchestration.StallSeconds),
            Retries = orchestration.Retries,
            MayReview = !attempt.IsInReview || reviews.TryTake(attempt.Id.Ticket),
            MayMerge = !attempt.IsMerging || merges.TryTake(attempt.Id.Ticket),
        };
    }

    private async Task<WorkerSummary?> FindAsync(AttemptWorker? worker, CancellationToken cancellationToken)
    {
        if (worker is not { Created: true }) return null;
        return (await context.Registry.GetAsync(worker.Ref, cancellationToken)).TryGet(out var summary, out _) ? summary : null;
    }
}
