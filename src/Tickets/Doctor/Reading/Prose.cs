namespace Yoi.Tickets;

/// <summary>Lines that a person wrote as text: outside code fences.</summary>
internal static class Prose
{
    /// <summary>The lines of [first, last), from 0, that are in no fence which closes within them.</summary>
    public static IEnumerable<int> Outside(LineIndex lines, int first, int last)
    {
        var fences = new Fences(lines, line => line >= last);
        for (var line = first; line < last; line++)
        {
            var close = fences.CloseOf(line);
            if (close >= 0) line = close;
            else yield return line;
        }
    }
}
