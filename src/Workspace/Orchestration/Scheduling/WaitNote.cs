using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Why a queued ticket waits, as its thread says it.</summary>
/// <param name="Code">Such as dependency_blocked or capacity.</param>
/// <param name="On">The tickets waited for, joined by commas; a dash for none.</param>
/// <param name="Text">For people.</param>
internal sealed record WaitNote(string Code, string On, string Text)
{
    private const string Waits = "waits";
    private const string OnName = "on";

    /// <summary>The same as long as the reason is.</summary>
    public string Key => $"{Code} {On}";

    public static WaitNote Of(Judgement judgement)
    {
        if (judgement.CanStart)
            return new("capacity", "-", new Markdown().Line("Waits: all slots for coders are taken.").List("Released by", ["an attempt that ends or parks"]).List("Looked at again", ["when a slot is free"]).ToString());
        return new(
            judgement.Reasons[0].Code,
            string.Join(',', judgement.Reasons.Select(r => r.On)),
            new Markdown().Line($"Waits: {judgement.Reasons[0].Code}.").List("For", judgement.Reasons.Select(r => r.Text)).List("Released by", judgement.Reasons.Select(r => r.Release).Distinct())
                .List("Looked at again", ["when one of them changes"]).ToString());
    }

    /// <summary>One decision and one plan record, unless they were the last to be said since the ticket was queued.</summary>
    public static async Task<Fault?> RecordAsync(TicketStore tickets, Ticket ticket, WaitNote wait, CancellationToken cancellationToken)
    {
        var said = ticket.Thread.Reverse().TakeWhile(e => !QueueEvents.IsQueued(e)).Where(e => e.Attribute(Waits) is not null).ToList();
        var (queued, ordinal) = (QueueEvents.Count(ticket), said.Count(e => e.Kind == EventKinds.Decision));
        var last = said.FirstOrDefault(e => e.Kind == EventKinds.Decision);
        var isSaid = last is not null && $"{last.Attribute(Waits)} {last.Attribute(OnName)}" == wait.Key;
        var place = isSaid ? ordinal : ordinal + 1;
        OperationId Operation(string what) => OperationId.Of("wait", ticket.Id.ToString(), $"{queued}", $"{place}", what);
        var decided = await tickets.AppendAsync(ticket.Id, new()
        {
            Kind = EventKinds.Decision,
            Author = StepContext.Author,
            Body = wait.Text,
            Attributes = [KeyValuePair.Create(Waits, wait.Code), KeyValuePair.Create(OnName, wait.On)],
            Operation = Operation("decision"),
        }, cancellationToken);
        if (decided.Fault is { } fault) return fault;
        var planned = await tickets.RecordPlanAsync(ticket.Id, new()
        {
            Kind = PlanKinds.WaitingCapacityNote,
            Author = StepContext.Author,
            Note = wait.Text,
            Operation = Operation("plan"),
        }, cancellationToken);
        return planned.Fault;
    }
}
