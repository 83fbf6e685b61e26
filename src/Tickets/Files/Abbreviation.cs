using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Names of records as people type them.</summary>
internal static class Abbreviation
{
    private const int Shortest = 4;

    /// <summary>The id of a store that a text names whole, or by an unambiguous beginning or end: <c>invalid</c>, <c>not_found</c>, <c>ambiguous_id</c>, <c>store_failed</c>.</summary>
    public static Result<TicketId> Find(string noun, string text, StorePaths paths)
    {
        if (TicketId.TryParse(text, null, out var full)) return paths.Exists(full) ? full : new Fault(FaultCodes.NotFound, $"There is no {noun} {full} here.");
        if (text.Length is < Shortest or >= TicketId.Length)
            return Check.Invalid($"'{text}' names no {noun}: give its id, or at least {Shortest} characters of the id's beginning or end.");
        if (!paths.Folders().TryGet(out var all, out var unlisted)) return unlisted;
        TicketId[] found = [.. all.Where(id => Fits(id.ToString(), text)).Where(paths.Exists).Order()];
        return found switch
        {
            [var one] => one,
            [] => new Fault(FaultCodes.NotFound, $"No {noun}'s id begins or ends with {text}."),
            _ => new Fault(FaultCodes.AmbiguousId, $"{found.Length} {noun}s fit {text}, such as {found[0]} and {found[1]}; give more characters."),
        };
    }

    private static bool Fits(string name, string text) => name.StartsWith(text, StringComparison.Ordinal) || name.EndsWith(text, StringComparison.Ordinal);
}
