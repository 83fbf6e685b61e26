using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Builds a ticket's card from its record, its newest attempt and the Worker at it.</summary>
internal static class BoardCards
{
    public static BoardCard Of(Ticket ticket, AttemptState? attempt, AttemptCrew crew, Notice? waits) => new()
    {
        Id = ticket.Id,
        Title = ticket.Item.Title,
        State = ticket.Item.State.Text(),
        Priority = ticket.Item.Priority,
        UpdatedAt = ticket.Item.UpdatedAt,
        Waits = ticket.Item.State == TicketState.Queued && attempt is not { Over: false } ? waits : null,
        // An attempt that ended early is history: the ticket is where a person is to look at it again.
        Attempt = attempt is null or { Returned: true } or { GivenUp: not null } ? null : ViewOf(attempt, crew.Tokens, crew.At),
        Revision = CardRevision.Of(ticket, attempt, crew.Workers),
    };

    public static BoardCard Unreadable(TicketId id, Fault fault, DateTimeOffset now) => new()
    {
        Id = id,
        Title = id.ToString(),
        State = "unreadable",
        UpdatedAt = now,
        Diagnostic = new(fault.Code, "This ticket's files cannot be read; the server's log says where."),
    };

    /// <summary>The Worker a card names: the reviewer while it reviews, the coder while it codes.</summary>
    public static AttemptWorker? WorkerAt(AttemptState attempt) => attempt.Step switch
    {
        "code" => attempt.Coder,
        "review" => attempt.Reviewer,
        _ => null,
    };

    public static AttemptView ViewOf(AttemptState attempt, TokenCount tokens, WorkerSummary? at)
    {
        var worker = WorkerAt(attempt);
        var rounds = new[] { attempt.SubmitChecks, attempt.MergeChecks }.OfType<CheckRound>().ToList();
        return new()
        {
            Number = attempt.Id.Number,
            Step = attempt.Step,
            Since = attempt.StepSince,
            Worker = worker is null || at is null ? null : new(worker.Ref.Worker, worker.Ref.Runtime, worker.Name, at.Role, at.State),
            Parked = attempt.Parked is { } parked ? Notices.InOurWords(parked.Reason) : null,
            Branch = attempt.Worktree?.Branch,
            Merge = attempt.BranchMoved?.To,
            Receipts = new(rounds.Sum(r => r.Receipts.Count(x => x.ExitCode == 0)), rounds.Sum(r => r.Intended.Checks.Count)),
            Rounds = attempt.Rounds,
            Tokens = tokens,
        };
    }
}
