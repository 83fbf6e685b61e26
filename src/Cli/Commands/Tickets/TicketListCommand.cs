using System.CommandLine;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket list</c></summary>
internal static class TicketListCommand
{
    public static Command Create()
    {
        var text = new Option<string[]>("--text") { Description = "Only tickets that hold this text, in capitals or not; may be repeated", DefaultValueFactory = _ => [] };
        var json = JsonOption.Create();
        var filters = new TicketQueryOptions();
        var command = new Command("list", "List tickets in order of creation") { text, json };
        filters.AddTo(command);
        return command.WithExample("yoi ticket list --state ready --blocked").RunsIn(CommandExtensions.WorkspaceOption(), (workspace, parse, cancellationToken) =>
        {
            if (!filters.Read(parse, parse.GetRequiredValue(text)).TryGet(out var query, out var fault)) return Task.FromResult<Fault?>(fault);
            return ListAsync(workspace, query, parse.Has(json), cancellationToken);
        });
    }

    // With an index that is up to date nothing is waited for, and then none of the machinery of waiting is compiled.
    private static Task<Fault?> ListAsync(WorkspaceFolder workspace, TicketQuery query, bool json, CancellationToken cancellationToken)
    {
        if (workspace.TicketsAtHand() is not { } tickets) return ReadAndListAsync(workspace, query, json, cancellationToken);
        return tickets.TryList(query, out var page, out var pending, cancellationToken) ? Task.FromResult(Show(page, json)) : ThenShowAsync(tickets, pending, json);
    }

    private static async Task<Fault?> ReadAndListAsync(WorkspaceFolder workspace, TicketQuery query, bool json, CancellationToken cancellationToken) =>
        (await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault) ? await ThenShowAsync(tickets, tickets.ListAsync(query, cancellationToken), json) : fault;

    private static async Task<Fault?> ThenShowAsync(TicketStore tickets, Task<Result<TicketPage>> listing, bool json)
    {
        using (tickets) return Show(await listing, json);
    }

    private static Fault? Show(Result<TicketPage> listed, bool json)
    {
        if (!listed.TryGet(out var page, out var fault)) return fault;
        if (json) WriteJson(page);
        else Rows.Write(["ticket", "state", "priority", "updated", "title"], Lines(page));
        if (json || PlainOutput.IsRedirected) return null;
        if (page.Next is { } next) Console.WriteLine($"More: --after {next}");
        else if (page.Tickets.Count == 0) Console.WriteLine("No such ticket. Write one: yoi ticket create --title '…' --body-file …");
        return null;
    }

    // By itself, so that without --json nothing of the serializer is loaded.
    private static void WriteJson(TicketPage page) => JsonLine.Write(TicketListJson.Of(page), TicketQueryJson.Default.TicketListJson);

    private static IEnumerable<IReadOnlyList<string>> Lines(TicketPage page)
    {
        foreach (var ticket in page.Tickets)
        {
            yield return ticket.Diagnostic is { } diagnostic
                ? [ticket.Id.ToString(), "unreadable", "", "", $"{diagnostic.Code}: {diagnostic.Message}"]
                : [ticket.Id.ToString(), ticket.State.Text(), ticket.Priority ?? "", Minute(ticket.UpdatedAt), ticket.Title];
        }
    }

    private static string Minute(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture)[..16];
}
