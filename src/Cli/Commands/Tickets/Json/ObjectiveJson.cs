using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi objective list --json</c> prints.</summary>
/// <param name="Objectives">The objectives, in order of creation.</param>
internal sealed record ObjectiveListJson(IReadOnlyList<ObjectiveListingJson> Objectives);

/// <summary>An objective in a list.</summary>
/// <param name="Id">Its id: 13 characters.</param>
/// <param name="Title">Its title; null where item.md cannot be read.</param>
/// <param name="State">active, paused, done or archived; null where item.md cannot be read.</param>
/// <param name="UpdatedAt">When it changed last; null where item.md cannot be read.</param>
/// <param name="LinkedTickets">The tickets it is about, as written.</param>
/// <param name="Diagnostic">Why item.md cannot be read; null where it can.</param>
internal sealed record ObjectiveListingJson(string Id, string? Title, string? State, DateTimeOffset? UpdatedAt, IReadOnlyList<string> LinkedTickets, Fault? Diagnostic)
{
    public static ObjectiveListingJson Of(ObjectiveListing listing) => new(
        listing.Id.ToString(), listing.Objective?.Title, listing.Objective?.State.Text(), listing.Objective?.UpdatedAt, listing.Objective?.LinkedTickets ?? [], listing.Diagnostic);
}

/// <summary>What <c>yoi objective show --json</c> prints.</summary>
/// <param name="Id">Its id: 13 characters.</param>
/// <param name="Title">One line.</param>
/// <param name="State">active, paused, done or archived.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it changed last.</param>
/// <param name="Revision">Changes with title, state, body and links; what <c>yoi objective edit --expect</c> takes.</param>
/// <param name="LinkedTickets">The tickets it is about, in its order.</param>
/// <param name="Unknown">Keys of item.md that have no meaning here, with their values as written.</param>
/// <param name="Body">In Markdown, as written.</param>
internal sealed record ObjectiveShowJson(
    string Id,
    string Title,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Revision,
    IReadOnlyList<ObjectiveLinkJson> LinkedTickets,
    IReadOnlyDictionary<string, string> Unknown,
    string Body)
{
    public static ObjectiveShowJson Of(Objective objective, IReadOnlyList<ObjectiveLink> links) => new(
        objective.Id.ToString(), objective.Title, objective.State.Text(), objective.CreatedAt, objective.UpdatedAt, objective.Revision,
        [.. links.Select(link => new ObjectiveLinkJson(link.Ticket, link.Title, link.State?.Text()))], objective.Unknown.ToDictionary(), objective.Body);
}

/// <summary>A ticket that an objective is about.</summary>
/// <param name="Ticket">Its id, as written.</param>
/// <param name="Title">Its title; null where there is no such ticket or it cannot be read.</param>
/// <param name="State">Its state; null where there is no such ticket or it cannot be read.</param>
internal sealed record ObjectiveLinkJson(string Ticket, string? Title, string? State);

/// <summary>What every command prints with <c>--json</c> that changes an objective: create, edit, link, unlink, state.</summary>
/// <param name="Objective">The objective as it is now.</param>
/// <param name="Changed">Whether anything was written; false where it was so already.</param>
internal sealed record ObjectiveChangeJson(ObjectiveShowJson Objective, bool Changed);
