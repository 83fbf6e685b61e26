using System.Text;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Reads the log once, builds the index of its streams and finds what is damaged.</summary>
internal sealed class LogScan(StreamTable<FileStreamState> streams, Catalog catalog, Action<JournalDiagnostic> report)
{
    /// <summary>Scans one file; the torn end of the last one is cut.</summary>
    public void Scan(Segment segment, bool isLast)
    {
        var lines = new LineScanner(segment.Handle);
        while (lines.Next())
        {
            if (isLast && (!lines.Terminated || UnsyncedBatch.IsAt(segment, lines)))
            {
                Cut(segment, lines);
                return;
            }

            segment.LastLine = Take(segment, lines, lines.Line, lines.Offset);
        }
    }

    /// <summary>Answers the length of the whole line that ends here, 0 where there is none.</summary>
    private int Take(Segment segment, LineScanner at, ReadOnlySpan<byte> line, long offset)
    {
        if (at.Terminated && LineReader.IsWhole(line) && LineReader.TryReadPrefix(line, out var prefix) && Find(prefix.Stream) is { } state)
        {
            Accept(segment, at, state, prefix, new(prefix.Version, offset, segment.Number, line.Length + 1));
            return line.Length + 1;
        }

        // Where a line break was destroyed, a whole line follows in the same one.
        var next = line.Length > 1 ? line[1..].IndexOf(LineReader.Beginning) + 1 : 0;
        for (; next > 0; next = NextBeginning(line, next))
        {
            if (LineReader.IsWhole(line[next..])) break;
        }

        Damaged(segment, at, line);
        return next > 0 ? Take(segment, at, line[next..], offset + next) : 0;
    }

    private static int NextBeginning(ReadOnlySpan<byte> line, int after)
    {
        var next = line[(after + 1)..].IndexOf(LineReader.Beginning);
        return next < 0 ? 0 : after + 1 + next;
    }

    private void Accept(Segment segment, LineScanner at, FileStreamState state, in LinePrefix prefix, LinePlace place)
    {
        // A file that stayed for its damage, or one of which the catalog knows too: what is filed is filed.
        if (prefix.Version + Math.Max(prefix.Count, 1) - 1 <= state.FiledVersion) return;
        if (prefix.Count == 0 && segment.Number < catalog.LogFrom && state.FiledVersion > 0) return;
        if (prefix.Version != state.Version + 1)
        {
            Damage(state, DiagnosticKind.MissingVersions, segment, at, $"versions {state.Version + 1} to {prefix.Version - 1} are missing before it");
        }

        state.Apply(place, new(prefix.Count, prefix.Key, prefix.Head.Copy(), prefix.Snapshot.IsThere, prefix.RetiredAt));
    }

    private void Damaged(Segment segment, LineScanner at, ReadOnlySpan<byte> line)
    {
        if (LineReader.StreamOf(line) is { } id)
        {
            if (!streams.TryGet(id, out var state)) streams.Add(id, state = new(id));
            Damage(state, DiagnosticKind.CorruptLine, segment, at, "its checksum does not fit");
            return;
        }

        report(new(DiagnosticKind.CorruptLine, segment.Name, at.Number, null, $"{segment.Name} line {at.Number} is damaged, and its stream cannot be told."));
    }

    private void Damage(FileStreamState state, DiagnosticKind kind, Segment segment, LineScanner at, string why)
    {
        var message = $"The stream {state.Id} cannot be used: at {segment.Name} line {at.Number} {why}. Restore the file from a backup.";
        if (state.Damage(new(FaultCodes.StoreCorrupt, message))) report(new(kind, segment.Name, at.Number, state.Id, message));
    }

    private void Cut(Segment segment, LineScanner lines)
    {
        var length = segment.Length - lines.Offset;
        segment.Handle.Length = lines.Offset;
        segment.Handle.Flush();
        segment.Length = lines.Offset;
        report(new(
            DiagnosticKind.TornTail, segment.Name, lines.Number, null,
            $"{segment.Name} line {lines.Number} was not finished when the process or machine stopped; the {length} bytes from there were never acknowledged and are cut."));
    }

    private FileStreamState? Find(ReadOnlySpan<byte> text)
    {
        Span<char> id = stackalloc char[129];
        if (text.Length > id.Length) return null;
        id = id[..Encoding.Latin1.GetChars(text, id)];
        if (streams.TryGet(id, out var state)) return state;
        if (!StreamId.TryParse(id.ToString(), out var parsed)) return null;
        streams.Add(parsed!, state = new(parsed!));
        return state;
    }
}
