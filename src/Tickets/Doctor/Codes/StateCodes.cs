using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about the way a ticket went, replayed from its thread.</summary>
internal static class StateCodes
{
    public static readonly DoctorCode EventStateUnknown = Error(
        "event_state_unknown", "A state_changed event names a state that there is not.", "Name one that there is.");

    public static readonly DoctorCode ChainBroken = Error(
        "chain_broken", "A state_changed event leaves another state than the thread had reached: a step is missing, doubled or out of place.",
        "Look at the version history and bring the missing step back, or correct the event.");

    public static readonly DoctorCode StateMismatch = Error(
        "state_mismatch", "item.md is in another state than its thread ends in.",
        "Which of the two is right is for a person to say: set the state in item.md to that of the thread, or add the step that the thread lacks.");

    public static readonly DoctorCode ResolutionMissing = Error(
        "resolution_missing", "The ticket is closed and resolution.md does not say how it was settled.", "Write resolution.md.", "writes it from the text of the close event");

    public static readonly DoctorCode ResolutionEarly = Warning(
        "resolution_early", "The ticket is not closed and has a resolution.md.", "Close it, or move the file to artifacts/resolution-1.md.");

    public static IReadOnlyList<DoctorCode> All { get; } = [EventStateUnknown, ChainBroken, StateMismatch, ResolutionMissing, ResolutionEarly];
}
