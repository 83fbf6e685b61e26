namespace Yoi.Cli;

/// <summary>Other people's texts on the screen.</summary>
internal static class TicketText
{
    /// <summary>Escape sequences stay text.</summary>
    public static void Print(string text) => Console.WriteLine(PlainText.Of(text));
}
