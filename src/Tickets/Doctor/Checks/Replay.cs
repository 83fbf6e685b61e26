namespace Yoi.Tickets;

/// <summary>Where a thread's steps lead.</summary>
/// <param name="State">The state after its last step; null where the thread does not tell.</param>
/// <param name="Line">The line of the event that tells.</param>
/// <param name="IsUnbroken">Whether each step begins where the one before ended.</param>
internal readonly record struct Replayed(TicketState? State, int Line, bool IsUnbroken);

/// <summary>Goes the way of a ticket again, step by step.</summary>
internal static class Replay
{
    public static Replayed Of(ExaminedTicket ticket) => Walk(ticket, []).LastOrDefault(new Replayed(null, 0, true));

    /// <summary>The steps that do not fit.</summary>
    public static IEnumerable<DoctorFinding> Findings(ExaminedTicket ticket)
    {
        List<DoctorFinding> found = [];
        foreach (var _ in Walk(ticket, found))
        {
            foreach (var finding in found) yield return finding;
            found.Clear();
        }
    }

    /// <summary>Where each event leads, and what is wrong with it.</summary>
    private static IEnumerable<Replayed> Walk(ExaminedTicket ticket, List<DoctorFinding> findings)
    {
        var replayed = new Replayed(null, 0, true);
        foreach (var e in ticket.Events.Select(e => e.Event))
        {
            yield return replayed = e.Kind switch
            {
                EventKinds.Create when IsPlanning(e) => replayed with { State = TicketState.Planning, Line = e.Line },
                EventKinds.StateChanged => Step(ticket.Thread!.Path, e, replayed, findings),
                EventKinds.Close or "closed" => replayed with { State = TicketState.Closed, Line = e.Line },
                _ => replayed,
            };
        }
    }

    /// <summary>This program creates tickets in planning and says how long its events are; older ones created them in any state and do not say in which.</summary>
    private static bool IsPlanning(ThreadEvent created) => created.Attribute("lines") is not null;

    private static Replayed Step(string path, ThreadEvent e, Replayed before, List<DoctorFinding> findings)
    {
        var (from, to) = (StateOf("from"), StateOf("to"));
        var isBroken = from is not null && before.State is { } reached && reached != from;
        if (isBroken) findings.Add(StateCodes.ChainBroken.At(path, e.Line, $"The step goes from {from!.Value.Text()} to {Shown.Of(e.Attribute("to") ?? "nowhere")}, but line {before.Line} had led to {before.State!.Value.Text()}."));
        return new(to, e.Line, before.IsUnbroken && !isBroken && from is not null && to is not null);

        TicketState? StateOf(string key)
        {
            if (e.Attribute(key) is not { } text || text.Length == 0) return null;
            // Older programs called planning intake.
            if (text == "intake") return TicketState.Planning;
            if (TicketStateText.TryParse(text, out var state)) return state;
            findings.Add(StateCodes.EventStateUnknown.At(path, e.Line, $"The step's {key} is '{Shown.Of(text)}', which is no state."));
            return null;
        }
    }
}
