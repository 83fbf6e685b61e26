using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What tickets say of others.</summary>
internal static class LinkChecks
{
    /// <summary>Links to tickets that are not there.</summary>
    public static IEnumerable<DoctorFinding> Dangling(LinkFacts facts, Func<TicketId, bool> exists)
    {
        foreach (var link in facts.Relations.Where(l => !exists(l.Other) && l.Other != facts.Id))
        {
            var waits = link.Kind == RelationKinds.DependsOn && !facts.IsSettled;
            yield return Finding(waits ? LinkCodes.DependencyDangling : LinkCodes.RelationDangling, facts.Id, RelationFile.Name, link);
        }

        foreach (var link in facts.Plans.Where(l => !exists(l.Other) && l.Other != facts.Id))
        {
            var waits = link.Kind is "after" or "blocked_by" && !facts.IsSettled;
            yield return Finding(waits ? LinkCodes.DependencyDangling : LinkCodes.PlanDangling, facts.Id, PlanFile.Name, link);
        }
    }

    private static DoctorFinding Finding(DoctorCode code, TicketId id, string file, Link link) =>
        code.At($"{id}/{file}", link.Line, $"{Shown.Of(link.Kind)} names {link.Other}, which is no ticket of this store.") with { Ticket = id };
}
