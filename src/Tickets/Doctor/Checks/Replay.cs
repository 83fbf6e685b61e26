namespace Yoi.Tickets;

/// <summary>Where a thread's steps lead.</summary>
/// <param name="State">The state after its last step; null where the thread does not tell.</param>
/// <param name="Line">The line of the event that tells.</param>
/// <param name="IsUnbroken">Whether each step begins where the one before ended.</param>
/// <param name="Findings">The steps that do not.</param>
internal sealed record Replayed(TicketState? State, int Line, bool IsUnbroken, IReadOnlyList<DoctorFinding> Findings);

/// <summary>Goes the way of a ticket again, step by step.</summary>
internal static class Replay
{
    public static Replayed Of(ExaminedTicket ticket)
    {
        var replayed = new Replayed(null, 0, true, []);
        List<DoctorFinding> findings = [];
        foreach (var examined in ticket.Events)
        {
            var e = examined.Event;
            replayed = e.Kind switch
            {
                EventKinds.Create when IsPlanning(e) => replayed with { State = TicketState.Planning, Line = e.Line },
                EventKinds.StateChanged => Step(ticket.Thread!.Path, e, replayed, findings),
                EventKinds.Close or "closed" => replayed with { State = TicketState.Closed, Line = e.Line },
                _ => replayed,
            };
        }

        return replayed with { Findings = findings };
    }

    /// <summary>This program creates tickets in planning and says how long its events are; older ones created them in any state and do not say in which.</summary>
    private static bool IsPlanning(ThreadEvent created) => created.Attribute("lines") is not null;

    private static Replayed Step(string path, ThreadEvent e, Replayed before, List<DoctorFinding> findings)
    {
        var (from, to) = (StateOf("from"), StateOf("to"));
        var isBroken = from is not null && before.State is { } reached && reached != from;
        if (isBroken) findings.Add(StateCodes.ChainBroken.At(path, e.Line, $"The step goes from {from!.Value.Text()} to {Shown.Of(e.Attribute("to") ?? "nowhere")}, but line {before.Line} had led to {before.State!.Value.Text()}."));
        return new(to, e.Line, before.IsUnbroken && !isBroken && from is not null && to is not null, []);

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
