using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective show</c></summary>
internal static class ObjectiveShowCommand
{
    public static Command Create()
    {
        var json = JsonOption.Create();
        return new Command("show", "Show an objective and the tickets it is about") { json }.WithExample("yoi objective show KSKBP8Z8").RunsOn(async (tickets, objective, parse, cancellationToken) =>
        {
            var links = await tickets.Objectives.LinksAsync(objective, cancellationToken);
            if (parse.Has(json)) JsonLine.Write(ObjectiveShowJson.Of(objective, links), TicketJson.Default.ObjectiveShowJson);
            else Show(objective, links);
            return null;
        });
    }

    private static void Show(Objective objective, IReadOnlyList<ObjectiveLink> links)
    {
        TicketText.Print($"{objective.Id}  {objective.State.Text()}\n{objective.Title}\n\n{objective.Body.Trim()}\n");
        if (links.Count > 0) TicketText.Print($"── tickets\n{string.Join('\n', links.Select(link => $"{link.Ticket} [{link.State?.Text() ?? "unknown"}]{(link.Title is { } title ? $" {title}" : "")}"))}\n");
    }
}
