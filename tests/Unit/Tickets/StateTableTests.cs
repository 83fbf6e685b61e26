using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>Every step between two states: what it needs, as the refusal of a step that brings nothing names it; null where it needs nothing, no entry where there is no such step.</summary>
public sealed class StateTableTests
{
    private const string Decided = "no decision is recorded since it was queued; no accepted plan is recorded since it was queued";
    private const string Evidence = "no implementation report since the attempt began names its merge and its receipts; no review since the attempt began approves it";
    private const string Missing = "a reason is required; a text is required that names what the ticket lacks";
    private const string Settled = "a resolution is required; a reason is required";

    private static readonly Dictionary<(TicketState From, TicketState To), string?> Table = new()
    {
        [(Planning, Ready)] = "the body has no text under a heading such as \"## Requirements\"; the body has no text under a heading such as \"## Acceptance criteria\"",
        [(Planning, Closed)] = Settled,
        [(Ready, Queued)] = null,
        [(Ready, Planning)] = Missing,
        [(Ready, Closed)] = Settled,
        [(Queued, Ready)] = "a reason is required",
        [(Queued, Planning)] = Missing,
        [(Queued, Inprogress)] = Decided,
        [(Queued, Closed)] = Settled,
        [(Inprogress, Queued)] = "a reason is required",
        [(Inprogress, Done)] = Evidence,
        [(Done, Closed)] = "a resolution is required",
        [(Done, Planning)] = "a reason is required",
        [(Closed, Planning)] = "a reason is required",
    };

    public static TheoryData<TicketState, TicketState> Steps =>
        [.. Enum.GetValues<TicketState>().SelectMany(from => Enum.GetValues<TicketState>().Select(to => (from, to))).Where(s => s.from != s.to)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_step_that_brings_nothing_is_refused_for_what_the_table_asks_of_it(TicketState from, TicketState to)
    {
        using var temp = new TempStore();
        var id = temp.Place($"---\ntitle: 'T'\nstate: '{from.Text()}'\n---\n\nWords.\n");
        var before = (temp.TextOf(id, "item.md"), File.Exists(temp.PathOf(id, "thread.md")));

        var step = await temp.StepAsync(id, from, to);

        if (!Table.TryGetValue((from, to), out var needs))
        {
            step.Fault!.Code.ShouldBe(FaultCodes.NoSuchTransition);
            foreach (var other in Table.Keys.Where(k => k.From == from)) step.Fault.Message.ShouldContain(other.To.Text());
        }
        else if (needs is not null)
        {
            step.Fault.ShouldBe(new(FaultCodes.GateRefused, $"Ticket {id} cannot go from {from.Text()} to {to.Text()}: {needs}."));
        }
        else
        {
            step.Value.Item.State.ShouldBe(to);
            return;
        }

        (temp.TextOf(id, "item.md"), File.Exists(temp.PathOf(id, "thread.md"))).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Force_opens_only_the_gates_to_ready_and_to_done(TicketState from, TicketState to)
    {
        using var temp = new TempStore();
        var id = temp.Place($"---\ntitle: 'T'\nstate: '{from.Text()}'\n---\n\nWords.\n");

        var forced = await temp.StepAsync(id, from, to, reason: "a person says so", force: true);

        var isRow = Table.ContainsKey((from, to));
        var bringsEnough = isRow && Table[(from, to)] is null or "a reason is required";
        (forced.Fault is null).ShouldBe(isRow && (bringsEnough || (from, to) is (Planning, Ready) or (Inprogress, Done)), forced.Fault?.Message);
        if (forced.Fault is null) forced.Value.Thread[^1].Attribute("override").ShouldBe(bringsEnough ? null : "true");
    }
}
