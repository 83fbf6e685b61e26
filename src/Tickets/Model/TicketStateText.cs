namespace Yoi.Tickets;

/// <summary>The states' texts.</summary>
public static class TicketStateText
{
    private static readonly string[] Texts = ["planning", "ready", "queued", "inprogress", "done", "closed"];

    /// <summary>The text of a state, as files and routes hold it.</summary>
    public static string Text(this TicketState state) => Texts[(int)state];

    /// <summary>The state of a text; false for any other text.</summary>
    public static bool TryParse(string? text, out TicketState state)
    {
        var index = Array.IndexOf(Texts, text);
        state = index < 0 ? default : (TicketState)index;
        return index >= 0;
    }
}
