namespace Yoi.Agent;

/// <summary>Bounds texts so that their event stays below the store's 256 KiB, however its JSON is escaped.</summary>
internal static class EventSize
{
    /// <summary>Most bytes one text may take in an event.</summary>
    public const int Limit = 224 * 1024;

    /// <summary>Bytes a text takes as JSON, at worst.</summary>
    public static long Of(ReadOnlySpan<char> text)
    {
        var size = 0L;
        foreach (var c in text) size += Of(c);
        return size;
    }

    /// <summary>The longest beginning, in characters, that takes at most so many bytes; never half a character.</summary>
    public static int Fitting(ReadOnlySpan<char> text, long bytes)
    {
        var size = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            size += Of(text[i]);
            if (size > bytes) return i > 0 && char.IsHighSurrogate(text[i - 1]) ? i - 1 : i;
        }

        return text.Length;
    }

    // What the default JSON encoder does; others escape less.
    private static int Of(char c) => c switch
    {
        '\n' or '\r' or '\t' or '\\' => 2,
        '"' or '&' or '\'' or '+' or '<' or '>' or '`' => 6,
        >= ' ' and <= '~' => 1,
        _ => 6,
    };
}
