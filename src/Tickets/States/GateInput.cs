namespace Yoi.Tickets;

/// <summary>What a gate may look at.</summary>
internal sealed record GateInput(Ticket Ticket, Transition Transition, IReadOnlyList<Blocker> Blockers)
{
    /// <summary>The events of its present stay in a state: those behind <see cref="Arrival"/>; all of them where there is none.</summary>
    public IEnumerable<ThreadEvent> Since(TicketState state) => Ticket.Thread.Skip(Arrival(state) + 1);

    /// <summary>
    /// The place in the thread of the last event that brought the ticket into a state, or -1. One that went back to planning since, also by being reopened, begins anew there: whatever
    /// came before says nothing about the next attempt.
    /// </summary>
    public int Arrival(TicketState state)
    {
        for (var i = Ticket.Thread.Count - 1; i >= 0; i--)
        {
            var to = Ticket.Thread[i].Kind == EventKinds.StateChanged ? Ticket.Thread[i].Attribute("to") : null;
            if (to is not null && (to == state.Text() || to == TicketState.Planning.Text())) return i;
        }

        return -1;
    }
}

/// <summary>A condition of a transition: null where it holds, else what is missing.</summary>
internal delegate string? Gate(GateInput input);
