using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>A kind of change that is tried under every fault. A further kind is one entry of <see cref="All"/>.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="From">The state of the ticket it changes.</param>
/// <param name="Make">Makes it: the store, the ticket, another ticket, the operation.</param>
internal sealed record ChangeKind(string Name, TicketState From, Func<TicketStore, TicketId, TicketId, OperationId, Task<Fault?>> Make)
{
    public static OperationId Operation { get; } = OperationId.Of("a change under fault");

    public static IReadOnlyList<ChangeKind> All { get; } =
    [
        new("create", TicketState.Planning, (s, _, _, op) => Of(s.CreateAsync(new() { Title = "New", Body = TempStore.Body, Author = "a", Operation = op }, default))),
        new("comment", TicketState.Planning, (s, id, _, op) => Of(s.AppendAsync(id, new() { Kind = "comment", Author = "a", Body = "One\n\n---\n\nTwo", Operation = op }, default))),
        new("ready", TicketState.Planning, (s, id, _, op) => Step(s, id, op, TicketState.Planning, TicketState.Ready)),
        new("queue", TicketState.Ready, (s, id, _, op) => Step(s, id, op, TicketState.Ready, TicketState.Queued)),
        new("close", TicketState.Done, (s, id, _, op) => Step(s, id, op, TicketState.Done, TicketState.Closed)),
        new("relation-add", TicketState.Planning, (s, id, other, op) => Of(s.AddRelationAsync(id, new() { Kind = "depends_on", Target = other, Author = "a", Operation = op }, default))),
        new("relation-remove", TicketState.Planning, (s, id, other, op) => Of(s.RemoveRelationAsync(id, "related", other, "a", op, default))),
        new("plan-add", TicketState.Planning, (s, id, other, op) => Of(s.RecordPlanAsync(id, new() { Kind = "after", RelatedTicket = other, Author = "a", Operation = op }, default))),
        new("edit", TicketState.Ready, (s, id, _, op) => Of(s.EditAsync(id, new() { Title = "Another title", Body = "Other words.\n", Priority = "P1", Author = "a", Operation = op }, default))),
        new("reopen", TicketState.Closed, (s, id, _, op) => Step(s, id, op, TicketState.Closed, TicketState.Planning)),
        new("objective", TicketState.Planning, (s, id, _, _) => LinkAsync(s, id)),
        new("artifact", TicketState.Planning, (s, id, _, _) => s.WriteArtifactAsync(id, "receipts/deep/r.json", "what a host saw"u8.ToArray(), default)),
    ];

    public static ChangeKind Of(string name) => All.Single(k => k.Name == name);

    private static Task<Fault?> Step(TicketStore store, TicketId id, OperationId op, TicketState from, TicketState to) =>
        Of(store.TransitionAsync(id, new() { Expected = from, To = to, Author = "a", Reason = "r", Resolution = to == TicketState.Closed ? "Merged." : null, Operation = op }, default));

    private static async Task<Fault?> LinkAsync(TicketStore store, TicketId id) =>
        (await store.Objectives.ListAsync(default)).TryGet(out var all, out var fault) ? (await store.Objectives.EditAsync(all[0].Id, new() { Link = [id] }, default)).Fault : fault;

    private static async Task<Fault?> Of(Task<Result<Ticket>> change) => (await change).Fault;
}
