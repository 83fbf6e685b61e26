using System.Text.RegularExpressions;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Builds the IntentPacket from the ticket's sections.</summary>
internal static partial class PacketBuilder
{
    /// <summary>The packet; <c>invalid</c> where the ticket names a path that is no glob below the repository's root.</summary>
    public static Result<IntentPacket> Build(Ticket ticket, WorkspaceSettings settings)
    {
        var sections = BodySections.Of(ticket.Item.Body);
        var globs = Globs(sections.Text("Write scope", "Write globs"));
        if (Unusable(globs) is { } fault) return fault;
        var intent = sections.Text("Intent", "Goal", "Background", "Problem", "");
        return new IntentPacket
        {
            Ticket = ticket.Id,
            Title = ticket.Item.Title,
            Intent = intent.Length > 0 ? intent : ticket.Item.Title,
            Invariants = sections.Items("Binding decisions", "Invariants", "Constraints"),
            Requirements = [.. BodySections.ItemsOf(TicketSections.Requirements(ticket.Item.Body)), .. BodySections.ItemsOf(TicketSections.AcceptanceCriteria(ticket.Item.Body))],
            Latitude = sections.Items("Implementation latitude", "Latitude"),
            EscalateIf = sections.Items("Escalate if", "Escalate-if"),
            Validation = settings.Validation.Commands,
            CodeMap = sections.Items("Current code map", "Code map", "Where to look"),
            ReviewerFocus = sections.Items("Critical risks", "Reviewer focus"),
            WriteGlobs = globs.Count > 0 ? globs : ["**"],
        };
    }

    private static List<string> Globs(string section) =>
        [.. InBackticks().Matches(section).Select(m => m.Groups[1].Value.Trim()).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal)];

    private static Fault? Unusable(IEnumerable<string> globs)
    {
        try
        {
            _ = new GlobSet(globs);
            return null;
        }
        catch (ArgumentException e)
        {
            return new(FaultCodes.Invalid, $"The ticket's write scope cannot be used: {e.Message} Edit the section and queue the ticket again.");
        }
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InBackticks();
}
