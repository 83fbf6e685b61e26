using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket list</c></summary>
internal static class TicketListCommand
{
    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = "Only tickets in this state" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<TicketState>().Select(s => s.Text())]);
        return new Command("list", "List tickets in order of creation") { state }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            var wanted = parse.GetValue(state);
            var listed = (await tickets.ListAsync(cancellationToken)).Where(t => wanted is null || (t.Diagnostic is null && t.State.Text() == wanted)).ToList();
            Rows.Write(
                ["ticket", "state", "priority", "updated", "title"],
                listed.Select(t => t.Diagnostic is { } diagnostic
                    ? (IReadOnlyList<string>)[t.Id.ToString(), "unreadable", "", "", $"{diagnostic.Code}: {diagnostic.Message}"]
                    : [t.Id.ToString(), t.State.Text(), t.Priority ?? "", $"{t.UpdatedAt:yyyy-MM-dd HH:mm}", t.Title]));
            if (listed.Count == 0 && !Console.IsOutputRedirected) Console.WriteLine("No tickets. Write one: yoi ticket create --title '…' --body-file …");
            return null;
        });
    }
}
