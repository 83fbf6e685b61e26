using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Names that were meant as ids.</summary>
internal static class IdNames
{
    /// <summary>Whether a name has the length and characters of an id, though perhaps not those that ids use.</summary>
    public static bool IsAlmost(string name) => name.Length == TicketId.Length && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>The id that a reader of Crockford's alphabet would take the name for; null where there is none.</summary>
    public static TicketId? Suggest(string name)
    {
        var text = name.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return TicketId.TryParse(text, null, out var id) ? id : null;
    }
}
