using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Route and accept: what the ticket is, what the coder will be asked, and that the work has begun, before any side effect.</summary>
internal static class AcceptSteps
{
    public static async Task<Result<AttemptEvent>> RouteAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var read = await context.Tickets.ReadAsync(attempt.Id.Ticket, cancellationToken);
        if (!read.TryGet(out var ticket, out var fault)) return fault;
        var route = Router.Classify(ticket, context.Settings());
        fault = await context.RecordAsync(attempt, "route", "decision", RouteText.Of(route), cancellationToken,
            attributes: KeyValuePair.Create("classification", route.Classification));
        return fault is null ? new AttemptEvent.Routed(route.Classification, route.Reason) : fault;
    }

    public static async Task<Result<AttemptEvent>> BuildPacketAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var read = await context.Tickets.ReadAsync(attempt.Id.Ticket, cancellationToken);
        if (!read.TryGet(out var ticket, out var fault)) return fault;
        var built = PacketBuilder.Build(ticket, context.Settings());
        return built.TryGet(out var packet, out fault)
            ? new AttemptEvent.PacketBuilt(packet, WorktreeName.Of(attempt.Id, ticket.Item.Title))
            : fault;
    }

    public static async Task<Result<AttemptEvent>> AcceptAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var (packet, name) = (attempt.Packet!.Packet, attempt.Packet.Name);
        var planned = await context.Tickets.RecordPlanAsync(attempt.Id.Ticket, new()
        {
            Kind = "accepted_plan",
            Author = StepContext.Author,
            AcceptedPlan = new(packet.Title, WorktreeName.Branch(name), $".worktree/{name}", "coder → checks by the host → reviewer → merge by the host"),
            Operation = attempt.Id.Operation("plan"),
        }, cancellationToken);
        if (planned.Fault is { } refused) return refused;
        var fault = await context.RecordAsync(attempt, "packet", "decision", PacketText.Of(packet), cancellationToken);
        if (fault is not null) return fault;
        var moved = await context.Tickets.TransitionAsync(attempt.Id.Ticket, new()
        {
            Expected = TicketState.Queued,
            To = TicketState.Inprogress,
            Author = StepContext.Author,
            Reason = "accepted",
            Operation = attempt.Id.Operation("accept"),
        }, cancellationToken);
        return moved.Fault is { } stale ? stale : new AttemptEvent.Accepted();
    }
}
