namespace Yoi.Cli;

/// <summary>What <c>yoi ticket init --json</c> prints.</summary>
/// <param name="Tickets">The folder of the tickets, absolute.</param>
/// <param name="Objectives">The folder of the objectives, absolute.</param>
/// <param name="Created">Those of the two that were not there before.</param>
internal sealed record TicketInitJson(string Tickets, string Objectives, IReadOnlyList<string> Created);
