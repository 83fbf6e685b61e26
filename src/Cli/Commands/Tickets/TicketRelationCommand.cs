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
        var (kind, target) = (Kind(), Target());
        var note = new Option<string?>("--note") { Description = "Why" };
        return new Command("add", "Say something of another ticket") { kind, target, note }.WithExample("yoi ticket relation add KSKBP8Z8 --kind depends_on --target KTG3MDFG").Changes(
            parse => $"relation {parse.GetRequiredValue(kind)}",
            async (scene, cancellationToken) => scene.Tickets.Resolve(scene.Parse.GetRequiredValue(target)!).TryGet(out var other, out var fault)
                ? await scene.Tickets.AddRelationAsync(
                    scene.Id,
                    new() { Kind = scene.Parse.GetRequiredValue(kind), Target = other, Note = scene.Parse.GetValue(note), Author = scene.Author },
                    cancellationToken)
                : fault);
    }

    private static Command Remove()
    {
        var (kind, target) = (Kind(), Target());
        return new Command("remove", "Take a relation back that the ticket recorded itself") { kind, target }.WithExample("yoi ticket relation remove KSKBP8Z8 --kind depends_on --target KTG3MDFG").Changes(
            parse => $"relation {parse.GetRequiredValue(kind)} removed",
            async (scene, cancellationToken) => Named(scene.Tickets, scene.Parse.GetRequiredValue(target)!).TryGet(out var other, out var fault)
                ? await scene.Tickets.RemoveRelationAsync(scene.Id, scene.Parse.GetRequiredValue(kind), other, scene.Author, null, cancellationToken)
                : fault);
    }

    private static Command List()
    {
        var (id, json) = (TicketCommand.Id(), JsonOption.Create());
        var command = new Command("list", "List a ticket's relations, and those that others have to it") { id, json }.WithExample("yoi ticket relation list KSKBP8Z8");
        return command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticket, out fault)) return fault;
                if (!(await tickets.RelationsAsync(ticket, cancellationToken)).TryGet(out var views, out fault)) return fault;
                if (parse.Has(json)) JsonLine.Write(new(ticket, [.. views.Select(view => TicketRelationJson.Of(view, ticket))]), TicketJson.Default.TicketRelationsJson);
                else Rows.Write(["kind", "ticket", "state", "title", "recorded by", "author", "note"], views.Select(view => Row(view, ticket)));
                return null;
            }
        });
    }

    private static IReadOnlyList<string> Row(RelationView v, TicketId ticket) => [v.Kind, v.Other.ToString(), State(v), v.Title ?? "", (v.IsDerived ? v.Other : ticket).ToString(), v.Author, v.Note ?? ""];

    private static Option<string> Kind()
    {
        var kind = new Option<string>("--kind", "-k") { Description = "How they are related", Required = true };
        kind.AcceptOnlyFromAmong([.. RelationKinds.All]);
        return kind;
    }

    private static Option<string?> Target()
    {
        var target = TicketCommand.Other("--target", "The other ticket");
        target.Required = true;
        return target;
    }

    /// <summary>A relation to a ticket that is gone is removed by its full id.</summary>
    private static Result<TicketId> Named(TicketStore tickets, string text) => TicketId.TryParse(text, null, out var full) ? full : tickets.Resolve(text);

    private static string State(RelationView view) => view.State?.Text() ?? "unknown";
}
