using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket relation list --json</c> prints.</summary>
/// <param name="Ticket">The ticket that was asked about.</param>
/// <param name="Relations">Its own relations, then those that others recorded of it.</param>
internal sealed record TicketRelationsJson(TicketId Ticket, IReadOnlyList<TicketRelationJson> Relations);

/// <summary>A relation as the ticket that was asked about sees it.</summary>
/// <param name="Kind">depends_on, blocks, related, supersedes, duplicate_of; recorded by the other ticket: dependency_of, blocked_by, related, superseded_by, duplicated_by.</param>
/// <param name="Ticket">The other ticket.</param>
/// <param name="Title">Its title; null where there is no such ticket or it cannot be read.</param>
/// <param name="State">Its state; null where there is no such ticket or it cannot be read.</param>
/// <param name="RecordedBy">The ticket whose file holds it, and which alone can remove it.</param>
/// <param name="Note">Why.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
internal sealed record TicketRelationJson(
    string Kind, TicketId Ticket, string? Title, string? State, TicketId RecordedBy, string? Note, string Author, DateTimeOffset? At)
{
    public static TicketRelationJson Of(RelationView view, TicketId asked) =>
        new(view.Kind, view.Other, view.Title, view.State?.Text(), view.IsDerived ? view.Other : asked, view.Note, view.Author, view.At);
}
