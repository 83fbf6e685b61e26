using FsCheck;
using FsCheck.Fluent;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Scheduling;

public sealed class StartableProperties
{
    private const int Tickets = 7;

    private static readonly Gen<int> Numbers = Gen.Choose(1, Tickets + 2);

    private static readonly Gen<TicketFacts> Ticket =
        from state in Gen.Frequency((4, Gen.Constant(TicketState.Queued)), (1, Gen.Elements(Enum.GetValues<TicketState>())))
        from priority in Gen.Elements(null, "low", "normal", "high", "urgent", "P2")
        from queued in Gen.Choose(0, 3)
        from relations in Few(from kind in Gen.Elements("depends_on", "blocks", "related") from other in Numbers select (kind, other))
        from plans in Few(from kind in Gen.Elements(Enum.GetValues<PlanLinkKind>()) from other in Numbers select (kind, other))
        select Say(Facts.Ticket(0, state, priority, queued), relations, plans);

    private static readonly Arbitrary<TicketFacts[]> Store = Arb.From(
        from tickets in Gen.ArrayOf(Ticket, Tickets)
        select tickets.Select((t, i) => t with { Id = Facts.Id(i + 1) }).ToArray());

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void Nobody_starts_with_an_open_blocker() => Check.One(Runs, Prop.ForAll(Store, facts =>
        Started(facts).All(t => facts.All(other => !NeedsDone(t, other) || other.State is TicketState.Done or TicketState.Closed)
            && facts.All(other => !Precedes(other, t) || other.State is not (TicketState.Queued or TicketState.Inprogress))
            && t.Relations.Where(r => r.Kind == "depends_on").All(r => facts.Any(o => o.Id == r.Target))
            && t.Plans.Where(p => p.Kind is PlanLinkKind.After or PlanLinkKind.BlockedBy).All(p => facts.Any(o => o.Id == p.Other)))));

    [Fact]
    public void Two_that_conflict_are_never_both_under_way() => Check.One(Runs, Prop.ForAll(Store, facts =>
    {
        var started = Started(facts).ToList();
        return started.All(t => facts.Where(o => o.Id != t.Id && (o.State == TicketState.Inprogress || started.Contains(o))).All(o => !Conflict(t, o)));
    }));

    [Fact]
    public void Whoever_waits_has_reasons_that_hold() => Check.One(Runs, Prop.ForAll(Store, facts =>
    {
        var judged = Startable.Judge(facts);
        var places = judged.ToDictionary(j => j.Ticket, j => j.Order);
        var starts = judged.Where(j => j.CanStart).Select(j => j.Ticket).ToHashSet();
        return judged.SelectMany(j => j.Reasons.Select(r => (Waiting: facts.First(f => f.Id == j.Ticket), Reason: r))).All(w =>
        {
            var other = facts.FirstOrDefault(f => f.Id == w.Reason.On);
            if (w.Reason.State != other?.State) return false;
            if (other is null) return w.Waiting.Relations.Any(r => r.Target == w.Reason.On) || w.Waiting.Plans.Any(p => p.Other == w.Reason.On);
            return w.Reason.Kind switch
            {
                WaitKind.DependencyBlocked => NeedsDone(w.Waiting, other),
                WaitKind.OrderedAfter => NeedsDone(w.Waiting, other) || Precedes(other, w.Waiting),
                _ => Conflict(w.Waiting, other)
                    && (other.State == TicketState.Inprogress || (starts.Contains(other.Id) && places[other.Id] < places[w.Waiting.Id])),
            };
        });
    }));

    [Fact]
    public void The_same_facts_in_another_order_give_the_same_answer() => Check.One(Runs, Prop.ForAll(Store, facts =>
    {
        var once = Facts.Judge(facts);
        return once.SequenceEqual(Facts.Judge([.. facts.Reverse()])) && once.SequenceEqual(Facts.Judge([.. facts.OrderBy(f => f.Title + f.Priority)]))
            && once.Length == facts.Count(f => f.State == TicketState.Queued);
    }));

    [Fact]
    public void The_tree_of_any_ticket_ends() => Check.One(Runs, Prop.ForAll(Store, facts =>
        facts.All(f => Why.Tree(f.Id, facts) is { Count: > 0 } tree && tree.Count(n => n.Cut == WhyCut.None && n.WaitsFor > 0) <= Tickets && tree[0].Ticket == f.Id)));

    private static IEnumerable<TicketFacts> Started(TicketFacts[] facts) => Startable.Judge(facts).Where(j => j.CanStart).Select(j => facts.First(f => f.Id == j.Ticket));

    /// <summary>Whether one may not start before the other is done or closed, straight from the words of the format.</summary>
    private static bool NeedsDone(TicketFacts waiting, TicketFacts other) =>
        waiting.Relations.Any(r => r.Kind == "depends_on" && r.Target == other.Id) || other.Relations.Any(r => r.Kind == "blocks" && r.Target == waiting.Id)
        || waiting.Plans.Any(p => p.Kind is PlanLinkKind.After or PlanLinkKind.BlockedBy && p.Other == other.Id)
        || other.Plans.Any(p => p.Kind == PlanLinkKind.Blocks && p.Other == waiting.Id);

    private static bool Precedes(TicketFacts earlier, TicketFacts later) => earlier.Plans.Any(p => p.Kind == PlanLinkKind.Before && p.Other == later.Id);

    private static bool Conflict(TicketFacts a, TicketFacts b) => OneSided(a, b) || OneSided(b, a);

    private static bool OneSided(TicketFacts a, TicketFacts b) => a.Plans.Any(p => p.Kind is PlanLinkKind.ConflictsWith or PlanLinkKind.DoNotParallelize && p.Other == b.Id);

    private static Gen<T[]> Few<T>(Gen<T> one) => Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(one, count));

    private static TicketFacts Say(TicketFacts ticket, (string Kind, int Other)[] relations, (PlanLinkKind Kind, int Other)[] plans)
    {
        foreach (var (kind, other) in relations) ticket = ticket.Says(kind, other);
        foreach (var (kind, other) in plans) ticket = ticket.Plans(kind, other);
        return ticket;
    }
}
