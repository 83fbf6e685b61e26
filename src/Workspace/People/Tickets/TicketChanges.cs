using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person changes of tickets beyond their state and comments, each in the name that the call gives. A key makes doing it twice doing it once.</summary>
public sealed class TicketChanges
{
    private const int MostFlags = 32;

    private readonly TicketStore _tickets;
    private readonly TicketDesk _desk;

    internal TicketChanges(TicketStore tickets, TicketDesk desk) => (_tickets, _desk) = (tickets, desk);

    /// <summary>Edits title, body or fields. Faults as of <see cref="TicketStore.EditAsync"/>.</summary>
    /// <param name="id">The ticket.</param>
    /// <param name="edits">The changes.</param>
    /// <param name="seen">The revision the caller saw; null where it does not say.</param>
    /// <param name="by">In whose name.</param>
    /// <param name="key">Makes twice once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<TicketView>> EditAsync(TicketId id, TicketEdits edits, string? seen, string by, string? key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edits);
        TicketState? expected = null;
        if (edits.Expected is { } text)
        {
            if (!TicketStateText.TryParse(text, out var state)) return new Fault(FaultCodes.Invalid, "expected is no state of a ticket.");
            expected = state;
        }

        if (edits.RiskFlags is { Count: > MostFlags }) return new Fault(FaultCodes.TooLarge, $"A ticket has at most {MostFlags} risk flags.");
        var edit = new TicketEdit
        {
            Author = by,
            Title = edits.Title,
            Body = edits.Body,
            Assignee = edits.Assignee,
            Readiness = edits.Readiness,
            RiskFlags = edits.RiskFlags,
            Priority = edits.Priority,
            ExpectedState = expected,
            ExpectedRevision = seen,
            Operation = TicketDesk.Operation(key, "edit", id.ToString()),
        };
        return await _desk.ChangedAsync(await _tickets.EditAsync(id, edit, cancellationToken), by, cancellationToken);
    }

    /// <summary>Gives a verdict on a ticket's work: <c>invalid</c>, and the faults of <see cref="TicketStore.AppendAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> ReviewAsync(TicketId id, NewReview review, string by, string? key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(review);
        if (review.Verdict is not (EventKinds.Approve or EventKinds.RequestChanges)) return new Fault(FaultCodes.Invalid, "A verdict is approve or request_changes.");
        if (review.Verdict == EventKinds.RequestChanges && string.IsNullOrWhiteSpace(review.Body)) return new Fault(FaultCodes.Invalid, "Say in the body what has to change.");
        var appended = await _tickets.AppendAsync(
            id,
            new() { Kind = EventKinds.Review, Status = review.Verdict, Author = by, Body = review.Body ?? "", Operation = TicketDesk.Operation(key, "review", id.ToString()) },
            cancellationToken);
        return await _desk.ChangedAsync(appended, by, cancellationToken);
    }

    /// <summary>Relates it to another ticket. Faults as of <see cref="TicketStore.AddRelationAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> RelateAsync(TicketId id, NewTicketRelation relation, string by, string? key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(relation);
        var added = await _tickets.AddRelationAsync(
            id, new() { Kind = relation.Kind, Target = relation.Ticket, Note = relation.Note, Author = by, Operation = TicketDesk.Operation(key, "relate", id.ToString()) }, cancellationToken);
        return await _desk.ChangedAsync(added, by, cancellationToken);
    }

    /// <summary>Removes a relation of its own. Faults as of <see cref="TicketStore.RemoveRelationAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> UnrelateAsync(TicketId id, string kind, TicketId other, string by, string? key, CancellationToken cancellationToken) =>
        await _desk.ChangedAsync(await _tickets.RemoveRelationAsync(id, kind, other, by, TicketDesk.Operation(key, $"unrelate {kind} {other}", id.ToString()), cancellationToken), by, cancellationToken);

    /// <summary>Adds a plan record. Faults as of <see cref="TicketStore.RecordPlanAsync"/>.</summary>
    public async ValueTask<Result<PlanPage>> PlanAsync(TicketId id, NewPlan plan, string by, string? key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var record = new NewPlanRecord
        {
            Kind = plan.Kind,
            Author = by,
            Note = plan.Note,
            RelatedTicket = plan.Ticket,
            AcceptedPlan = plan.Summary is { } summary ? new(summary) : null,
            Operation = TicketDesk.Operation(key, "plan", id.ToString()),
        };
        var recorded = await _tickets.RecordPlanAsync(id, record, cancellationToken);
        if ((await _desk.ChangedAsync(recorded, by, cancellationToken)).Fault is { } fault) return fault;
        return TicketReading.Plans(recorded.Value);
    }
}
