using System.Diagnostics;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>A process that changes a few tickets in every way it can for some time, and tells each change that was acknowledged.</summary>
internal sealed class BusyWriter(TicketStore store, string name, int seed, IReadOnlyList<TicketId> tickets)
{
    // What a change may meet when others change the same tickets, on a machine that may be slow; anything else is a failure.
    private static readonly string[] Expected = [FaultCodes.TicketStoreLocked, FaultCodes.StaleState, FaultCodes.Conflict, FaultCodes.NotFound, FaultCodes.GateRefused, FaultCodes.RelationCycle];

    private readonly Random _random = new(seed);

    /// <summary>Prints "ack operation ticket number" for each, and a line with the fault for what must not be.</summary>
    public async Task RunAsync(TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        for (var number = 0; clock.Elapsed < length; number++)
        {
            var at = _random.Next(tickets.Count);
            var (id, other, op) = (tickets[at], tickets[(at + _random.Next(1, tickets.Count)) % tickets.Count], OperationId.Of(name, $"{number}"));
            var changed = await ChangeAsync(id, other, number, op);
            if (changed.Fault is { } fault)
            {
                if (!Expected.Contains(fault.Code)) Console.WriteLine($"bad {fault.Code} {fault.Message}");
                continue;
            }

            // The same once more, as after an answer that was lost.
            if (_random.Next(4) == 0) await store.AppendAsync(id, new() { Kind = "comment", Author = name, Body = "again", Operation = op }, default);
            Console.WriteLine($"ack {op} {id} {number}");
        }
    }

    private async Task<Result<Ticket>> ChangeAsync(TicketId id, TicketId other, int number, OperationId op)
    {
        switch (_random.Next(8))
        {
            case 0: return await store.AddRelationAsync(id, new() { Kind = _random.Next(2) == 0 ? "related" : "depends_on", Target = other, Author = name, Operation = op }, default);
            case 1: return await store.RemoveRelationAsync(id, "related", other, name, op, default);
            case 2: return await store.RecordPlanAsync(id, new() { Kind = "waiting_capacity_note", Note = $"{name} {number}", Author = name, Operation = op }, default);
            case 3:
                if (!(await store.ReadAsync(id, default)).TryGet(out var ticket, out var fault)) return fault;
                var to = ticket.Item.State switch
                {
                    TicketState.Planning => TicketState.Ready,
                    TicketState.Ready when _random.Next(2) == 0 => TicketState.Queued,
                    _ => TicketState.Planning,
                };
                return await store.TransitionAsync(id, new() { Expected = ticket.Item.State, To = to, Author = name, Reason = "r", Body = $"{name} {number}", Operation = op }, default);
            default: return await store.AppendAsync(id, new() { Kind = "comment", Author = name, Body = $"{name} {number}\n---", Operation = op }, default);
        }
    }
}
