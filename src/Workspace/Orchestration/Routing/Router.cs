using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>A routing decision.</summary>
/// <param name="Classification">One of <see cref="Classifications"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What was looked at.</param>
/// <param name="NextAction">What happens next.</param>
/// <param name="EscalateIf">When a person is asked.</param>
internal sealed record Route(string Classification, string Reason, IReadOnlyList<string> Evidence, string NextAction, string EscalateIf);

/// <summary>Decides by rules what a queued ticket is. It spends no tokens.</summary>
internal static class Router
{
    private const string Escalate = "the change needs paths outside the write scope, or a requirement contradicts the code";

    /// <summary>Classifies a queued ticket.</summary>
    public static Route Classify(Ticket ticket, WorkspaceSettings settings)
    {
        var requirements = BodySections.ItemsOf(TicketSections.Requirements(ticket.Item.Body)).Count;
        var criteria = BodySections.ItemsOf(TicketSections.AcceptanceCriteria(ticket.Item.Body)).Count;
        IReadOnlyList<string> evidence =
        [
            $"ticket body: {Count(requirements, "requirement")}, {Count(criteria, "acceptance criterion", "acceptance criteria")}",
            $"thread: {Count(ticket.Thread.Count, "event")}",
            $"trusted validation: {(settings.Validation.Commands.Count == 0 ? "none" : string.Join(" · ", settings.Validation.Commands.Select(c => $"`{c}`")))}",
        ];
        if (settings.Validation.Commands.Count == 0)
        {
            return new(Classifications.Blocked, "no trusted validation command: nothing could show that the work is done", evidence,
                "a person names validation.commands in .yoi/workspace.yaml and runs `yoi trust`", Escalate);
        }

        return requirements + criteria == 0
            ? new(Classifications.ReturnToPlanning, "the body holds neither requirements nor acceptance criteria", evidence,
                "a person adds the sections `## Requirements` and `## Acceptance criteria`", Escalate)
            : new(Classifications.ImplementationReady, "requirements, acceptance criteria and validation are explicit", evidence,
                "accept, cut a worktree and hand the IntentPacket to a coder", Escalate);
    }

    private static string Count(int n, string one, string? many = null) => n == 1 ? $"1 {one}" : $"{n} {many ?? one + "s"}";
}
