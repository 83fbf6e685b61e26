using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person may do with a ticket from where it is, and what its gates would say now.</summary>
internal sealed class TicketActions(TicketStore tickets)
{
    // Stands in for what the person will send, so that a gate names only what nobody can type in.
    private const string Given = "-";

    private const string Reason = "reason";
    private const string Body = "body";
    private const string Resolution = "resolution";

    public async Task<IReadOnlyList<TicketActionView>> OfAsync(Ticket ticket, bool isParked, string author, CancellationToken cancellationToken)
    {
        var actions = new List<TicketActionView>();
        foreach (var (to, name, needs) in From(ticket.Item.State, isParked))
        {
            var refused = await tickets.CheckAsync(
                ticket,
                new()
                {
                    Expected = ticket.Item.State,
                    To = to,
                    Author = author,
                    Reason = needs.Contains(Reason) ? Given : null,
                    Body = needs.Contains(Body) ? Given : null,
                    Resolution = needs.Contains(Resolution) ? Given : null,
                },
                cancellationToken);
            actions.Add(new(to.Text(), name, needs, refused is null ? null : Notices.InOurWords(refused)));
        }

        return actions;
    }

    private static (TicketState To, string Name, string[] Needs)[] From(TicketState state, bool isParked) => state switch
    {
        TicketState.Planning => [(TicketState.Ready, "Mark ready", []), (TicketState.Closed, "Close", [Resolution, Reason])],
        TicketState.Ready =>
        [
            (TicketState.Queued, "Queue", []),
            (TicketState.Planning, "Back to planning", [Reason, Body]),
            (TicketState.Closed, "Close", [Resolution, Reason]),
        ],
        TicketState.Queued =>
        [
            (TicketState.Ready, "Take back", [Reason]),
            (TicketState.Planning, "Back to planning", [Reason, Body]),
            (TicketState.Closed, "Close", [Resolution, Reason]),
        ],
        TicketState.Inprogress when isParked => [(TicketState.Queued, "Queue again", [Reason])],
        TicketState.Done => [(TicketState.Closed, "Close", [Resolution]), (TicketState.Planning, "Reopen", [Reason])],
        TicketState.Closed => [(TicketState.Planning, "Reopen", [Reason])],
        _ => [],
    };
}
