using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket state</c>: any step of the state table.</summary>
internal static class TicketStateCommand
{
    private static readonly string[] States = [.. Enum.GetValues<TicketState>().Select(s => s.Text())];

    public static Command Create()
    {
        var to = new Argument<string>("state") { Description = "The state to reach" };
        to.AcceptOnlyFromAmong(States);
        var from = new Option<string?>("--from") { Description = "Refuse where it is in another state than this (default: the one it is in)", HelpName = "STATE" };
        from.AcceptOnlyFromAmong(States);
        var reason = new Option<string?>("--reason") { Description = "Why, in one line" };
        var resolution = new Option<string?>("--resolution") { Description = "How it was settled, for closed" };
        var force = new Option<bool>("--force") { Description = "Override the gate to ready or done; needs --reason" };
        var body = new BodyInput();
        var command = new Command("state", "Bring a ticket to a state, if it may go there; a refusal says what is missing") { to, from, reason };
        body.AddTo(command);
        command.Add(resolution);
        command.Add(force);
        return command.WithExample("yoi ticket state KSKBP8Z8 planning --from ready --reason unclear --body 'Which browser?'").Changes(
            parse => parse.GetRequiredValue(to),
            async (scene, cancellationToken) =>
            {
                var parse = scene.Parse;
                var text = "";
                if (body.IsGiven(parse) && !(await body.ReadAsync(parse, cancellationToken)).TryGet(out text, out var fault)) return fault;
                return await scene.Tickets.TransitionAsync(scene.Id, new()
                {
                    Expected = Parsed(parse.GetValue(from)) ?? scene.Ticket.Item.State,
                    To = Parsed(parse.GetRequiredValue(to))!.Value,
                    Author = scene.Author,
                    Reason = parse.GetValue(reason),
                    Body = text.Length == 0 ? null : text,
                    Resolution = parse.GetValue(resolution),
                    Force = parse.GetValue(force),
                }, cancellationToken);
            });
    }

    private static TicketState? Parsed(string? text) => TicketStateText.TryParse(text, out var state) ? state : null;
}
