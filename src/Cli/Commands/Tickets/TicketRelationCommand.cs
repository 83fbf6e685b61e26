using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket relation add|remove|list</c></summary>
internal static class TicketRelationCommand
{
    public static Command Create() => new("relation", "What tickets say of each other") { Add(), Remove(), List() };

    /// <summary>A view in a few words, as <c>show</c> prints it.</summary>
    public static string Line(RelationView view) =>
        $"{view.Kind} {view.Other} [{State(view)}]{(view.Title is { } title ? $" {title}" : "")}{(view.Note is { } note ? $" — {note}" : "")}";

    private static Command Add()
    {
        var id = TicketCommand.Id();
        var (kind, target, author) = (Kind(), Target(), TicketCommand.Author());
        var note = new Option<string?>("--note") { Description = "Why" };
        var command = new Command("add", "Say something of another ticket, for example: yoi ticket relation add KSKBP8Z8 --kind depends_on --target KTG3MDFG") { id, kind, target, note, author };
        return command.RunsIn(CommandExtensions.WorkspaceOption(), (workspace, parse, cancellationToken) => TicketCommand.ChangeAsync(
            workspace,
            parse.GetRequiredValue(id),
            $"relation {parse.GetRequiredValue(kind)}",
            async (tickets, ticket) => tickets.Resolve(parse.GetRequiredValue(target)).TryGet(out var other, out var fault)
                ? await tickets.AddRelationAsync(
                    ticket,
                    new() { Kind = parse.GetRequiredValue(kind), Target = other, Note = parse.GetValue(note), Author = parse.GetRequiredValue(author) },
                    cancellationToken)
                : fault,
            cancellationToken));
    }

    private static Command Remove()
    {
        var id = TicketCommand.Id();
        var (kind, target, author) = (Kind(), Target(), TicketCommand.Author());
        return new Command("remove", "Take a relation back that the ticket recorded itself") { id, kind, target, author }.RunsIn(
            CommandExtensions.WorkspaceOption(),
            (workspace, parse, cancellationToken) => TicketCommand.ChangeAsync(
                workspace,
                parse.GetRequiredValue(id),
                $"relation {parse.GetRequiredValue(kind)} removed",
                async (tickets, ticket) => Named(tickets, parse.GetRequiredValue(target)).TryGet(out var other, out var fault)
                    ? await tickets.RemoveRelationAsync(ticket, parse.GetRequiredValue(kind), other, parse.GetRequiredValue(author), null, cancellationToken)
                    : fault,
                cancellationToken));
    }

    private static Command List()
    {
        var id = TicketCommand.Id();
        return new Command("list", "List a ticket's relations, and those that others have to it") { id }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticket, out fault)) return fault;
            if (!(await tickets.RelationsAsync(ticket, cancellationToken)).TryGet(out var views, out fault)) return fault;
            Rows.Write(
                ["kind", "ticket", "state", "title", "recorded by", "author", "note"],
                views.Select(v => (IReadOnlyList<string>)[v.Kind, v.Other.ToString(), State(v), v.Title ?? "", (v.IsDerived ? v.Other : ticket).ToString(), v.Author, v.Note ?? ""]));
            return null;
        });
    }

    private static Option<string> Kind()
    {
        var kind = new Option<string>("--kind", "-k") { Description = "How they are related", Required = true };
        kind.AcceptOnlyFromAmong([.. RelationKinds.All]);
        return kind;
    }

    private static Option<string> Target() => new("--target") { Description = "The other ticket", Required = true, HelpName = "TICKET" };

    /// <summary>A relation to a ticket that is gone is removed by its full id.</summary>
    private static Result<TicketId> Named(TicketStore tickets, string text) => TicketId.TryParse(text, null, out var full) ? full : tickets.Resolve(text);

    private static string State(RelationView view) => view.State?.Text() ?? "unknown";
}
