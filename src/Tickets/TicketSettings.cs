namespace Yoi.Tickets;

/// <summary>How a workspace keeps its tickets.</summary>
public sealed record TicketSettings
{
    /// <summary>The language tickets are written in, as a tag such as <c>en</c> or <c>pt-BR</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Their folder below <c>.yoi</c>.</summary>
    public string Root { get; init; } = "tickets";
}
