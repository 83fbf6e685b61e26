using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket show --json</c> prints: a ticket whole.</summary>
internal sealed record TicketShowJson
{
    /// <summary>What lists have of it.</summary>
    public required TicketHeadJson Ticket { get; init; }

    /// <summary>What it asks for, in Markdown, as written.</summary>
    public required string Body { get; init; }

    /// <summary>Keys of item.md that have no meaning here, with their values as written.</summary>
    public required IReadOnlyDictionary<string, string> Unknown { get; init; }

    /// <summary>Its thread, in order.</summary>
    public required IReadOnlyList<TicketEventJson> Thread { get; init; }

    /// <summary>Its own relations, then those that others recorded of it.</summary>
    public required IReadOnlyList<TicketRelationJson> Relations { get; init; }

    /// <summary>Why relations.json cannot be read; null where it can.</summary>
    public required Fault? RelationsProblem { get; init; }

    /// <summary>Its plan records, in order.</summary>
    public required IReadOnlyList<TicketPlanJson> Plans { get; init; }

    /// <summary>How it was settled; null where it is not closed.</summary>
    public required string? Resolution { get; init; }

    /// <summary>Text of its files that no event and no record owns.</summary>
    public required IReadOnlyList<UnownedTextJson> Unowned { get; init; }

    public static TicketShowJson Of(Ticket ticket, IReadOnlyList<RelationView> relations, Fault? problem) => new()
    {
        Ticket = TicketHeadJson.Of(ticket),
        Body = ticket.Item.Body,
        Unknown = ticket.Item.Unknown.ToDictionary(),
        Thread = [.. ticket.Thread.Select(TicketEventJson.Of)],
        Relations = [.. relations.Select(view => TicketRelationJson.Of(view, ticket.Id))],
        RelationsProblem = problem,
        Plans = [.. ticket.Plans.Select(TicketPlanJson.Of)],
        Resolution = ticket.Resolution,
        Unowned = [.. ticket.Unowned.Select(text => new UnownedTextJson(text.File, text.Line, text.LineCount, text.Text))],
    };
}

/// <summary>Lines that no event and no record owns; they are kept as they are.</summary>
/// <param name="File">The file, from the ticket's folder.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="LineCount">How many lines.</param>
/// <param name="Text">Their text.</param>
internal sealed record UnownedTextJson(string File, int Line, int LineCount, string Text);
