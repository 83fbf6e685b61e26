namespace Yoi.Cli;

/// <summary>What a command did: a sentence on a terminal, tab-separated fields into a pipe.</summary>
internal static class Said
{
    public static void Print(string sentence, params string[] fields) => TicketText.Print(PlainOutput.IsRedirected ? string.Join('\t', fields) : sentence);
}
