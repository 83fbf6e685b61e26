using System.Text.Unicode;

namespace Yoi.Tickets;

/// <summary>A record as a whole.</summary>
internal sealed class OwnedFile
{
    /// <summary>The file, from the store's root.</summary>
    public required string Path { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required LineIndex Lines { get; init; }

    /// <summary>Where git left the markers of a merge that nobody finished.</summary>
    public required IReadOnlyList<MergeConflict> Conflicts { get; init; }

    public bool IsBlank => Lines.NextText(0) == Lines.Count;

    /// <summary>The first line with a NUL byte, from 1; 0 where there is none.</summary>
    public required int NulLine { get; init; }

    /// <summary>The first line that is no UTF-8, from 1; 0 where there is none.</summary>
    public required int ForeignLine { get; init; }

    /// <summary>Whether the bytes themselves are wrong, so that it is no wonder when their meaning cannot be read.</summary>
    public bool IsDamaged => NulLine > 0 || ForeignLine > 0;

    public static OwnedFile Of(string path, ReadOnlyMemory<byte> bytes, Func<LineIndex, IReadOnlyList<MergeConflict>> conflicts)
    {
        var lines = new LineIndex(bytes);
        return new() { Path = path, Bytes = bytes, Lines = lines, Conflicts = conflicts(lines), NulLine = FindNul(bytes.Span), ForeignLine = FindForeign(bytes.Span) };
    }

    private static int FindNul(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) is >= 0 and var at ? bytes[..at].Count((byte)'\n') + 1 : 0;

    private static int FindForeign(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return 0;
        for (var (at, line) = (0, 1); at < bytes.Length; line++)
        {
            // No byte of a longer character is a line feed, so lines can be judged one by one.
            var length = bytes[at..].IndexOf((byte)'\n') is >= 0 and var found ? found + 1 : bytes.Length - at;
            if (!Utf8.IsValid(bytes.Slice(at, length))) return line;
            at += length;
        }

        return 0;
    }
}
