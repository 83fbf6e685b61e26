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
            return ListAsync(workspace, query, parse.GetValue(json), cancellationToken);
        });
    }

#pragma warning disable VSTHRD103 // Only the results of what has completed are taken: with an index that is up to date nothing is waited for.
    private static Task<Fault?> ListAsync(WorkspaceFolder workspace, TicketQuery query, bool json, CancellationToken cancellationToken)
    {
        var opening = workspace.TicketsAsync(cancellationToken);
        if (!opening.IsCompletedSuccessfully) return ThenListAsync(opening.AsTask(), query, json, cancellationToken);
        if (!opening.Result.TryGet(out var tickets, out var fault)) return Task.FromResult<Fault?>(fault);
        var listing = tickets.ListAsync(query, cancellationToken);
        return listing.IsCompletedSuccessfully ? Task.FromResult(Show(listing.Result, json)) : ThenShowAsync(tickets, listing.AsTask(), json);
    }
#pragma warning restore VSTHRD103

    private static async Task<Fault?> ThenListAsync(Task<Result<TicketStore>> opening, TicketQuery query, bool json, CancellationToken cancellationToken)
    {
        if (!(await opening).TryGet(out var tickets, out var fault)) return fault;
        return await ThenShowAsync(tickets, tickets.ListAsync(query, cancellationToken).AsTask(), json);
    }

    private static async Task<Fault?> ThenShowAsync(TicketStore tickets, Task<Result<TicketPage>> listing, bool json)
    {
        using (tickets) return Show(await listing, json);
    }

    private static Fault? Show(Result<TicketPage> listed, bool json)
    {
        if (!listed.TryGet(out var page, out var fault)) return fault;
        if (json) WriteJson(page);
        else Rows.Write(["ticket", "state", "priority", "updated", "title"], Lines(page));
        if (json || Console.IsOutputRedirected) return null;
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

    private static string Minute(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
