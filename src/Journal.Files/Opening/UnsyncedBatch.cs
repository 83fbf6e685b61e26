namespace Yoi.Journal.Files;

/// <summary>
/// Tells what a loss of power left of the last write to the log from damage. A disk may keep any sectors of a write that was not synced, so whole lines can stand behind a hole; nothing of
/// it was acknowledged. A hole reads as zeros, which no line holds, and every line behind it says that it was written at once with what is lost there.
/// </summary>
internal static class UnsyncedBatch
{
    private const int Sector = 512;

    /// <summary>Whether the line at hand lies where a sector of the last write is missing.</summary>
    public static bool IsAt(Segment segment, LineScanner at)
    {
        if (at.Line.IndexOf((byte)0) < 0 || !HasHole(segment, at.Offset, at.Length)) return false;
        var behind = new LineScanner(segment.Handle, at.Offset + at.Length);
        while (behind.Next())
        {
            if (!LineReader.IsWhole(behind.Line) || !LineReader.TryReadPrefix(behind.Line, out var prefix)) continue;
            if (behind.Offset - prefix.Behind > at.Offset) return false;
        }

        return true;
    }

    /// <summary>Zeros to the end of a sector or of the file, from the beginning of one or of the write.</summary>
    private static bool HasHole(Segment segment, long from, long length)
    {
        var buffer = new byte[Sector];
        for (long at = from, end = from + length; at < end;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(Sector - (at % Sector), segment.Length - at));
            var read = segment.Handle.Read(part, at);
            if (read == 0) break;
            if (!part[..read].ContainsAnyExcept((byte)0)) return true;
            at += read;
        }

        return false;
    }
}
