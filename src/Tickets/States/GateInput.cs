namespace Yoi.Tickets;

/// <summary>What a gate may look at.</summary>
internal sealed record GateInput(Ticket Ticket, Transition Transition, IReadOnlyList<Blocker> Blockers)
{
    /// <summary>The events behind the last one that brought the ticket into a state; all of them where there is none.</summary>
    public IEnumerable<ThreadEvent> Since(TicketState state) => Ticket.Thread.Skip(IndexOfLast(state) + 1);

    /// <summary>The place of that event in the thread, or -1.</summary>
    public int IndexOfLast(TicketState state)
    {
        for (var i = Ticket.Thread.Count - 1; i >= 0; i--)
        {
            if (Ticket.Thread[i].Kind == EventKinds.StateChanged && Ticket.Thread[i].Attribute("to") == state.Text()) return i;
        }

        return -1;
    }
}

/// <summary>A condition of a transition: null where it holds, else what is missing.</summary>
internal delegate string? Gate(GateInput input);
