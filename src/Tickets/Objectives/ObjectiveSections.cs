namespace Yoi.Tickets;

/// <summary>The sections of an objective's body. Their names belong to the format: they are the same in every record language.</summary>
public static class ObjectiveSections
{
    /// <summary>The headings, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["Goal", "Motivation / background", "Strategy / design direction", "Success criteria / exit conditions", "Decision context"];

    /// <summary>A body with every section, empty.</summary>
    public static string Empty { get; } = string.Join("\n\n", All.Select(name => $"## {name}")) + "\n";
}
