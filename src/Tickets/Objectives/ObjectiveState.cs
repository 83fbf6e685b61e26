namespace Yoi.Tickets;

/// <summary>How far an objective is. Any step between them is allowed; they order and gate nothing. Texts are the names in lower case.</summary>
public enum ObjectiveState
{
    /// <summary>Worked towards.</summary>
    Active,

    /// <summary>Not now.</summary>
    Paused,

    /// <summary>Reached.</summary>
    Done,

    /// <summary>No longer of interest.</summary>
    Archived,
}

/// <summary>The states' texts.</summary>
public static class ObjectiveStateText
{
    private static readonly string[] Texts = ["active", "paused", "done", "archived"];

    /// <summary>Every text, in the order of the states.</summary>
    public static IReadOnlyList<string> All => Texts;

    /// <summary>The text of a state, as files hold it.</summary>
    public static string Text(this ObjectiveState state) => Texts[(int)state];

    /// <summary>The state of a text; false for any other text.</summary>
    public static bool TryParse(string? text, out ObjectiveState state)
    {
        var index = Array.IndexOf(Texts, text);
        state = index < 0 ? default : (ObjectiveState)index;
        return index >= 0;
    }
}
