using System.Collections;
using System.Globalization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Cuts a thread into events without losing a line. An event begins at a comment in the first column outside a closed fence. A rule ends a body
/// only where the next text is such a comment or the file ends. A length that the writer gave is believed where such an end follows it.
/// </summary>
internal sealed class ThreadParser
{
    private readonly LineIndex _lines;
    private readonly Fences _fences;

    private readonly BitArray _comments;

    private ThreadParser(ReadOnlyMemory<byte> bytes)
    {
        _lines = new(bytes);
        _comments = new(_lines.Count);
        for (var line = 0; line < _lines.Count; line++) _comments[line] = EventComment.Is(_lines[line]);
        _fences = new(_lines, IsSure);
    }

    /// <summary>Lines of an event: its body is [BodyFirst, BodyLast), the next event or the end of the file is Next.</summary>
    private readonly record struct Extent(string Heading, int BodyFirst, int BodyLast, int Next);

    public static (IReadOnlyList<ThreadEvent> Events, IReadOnlyList<UnownedText> Unowned) Parse(ReadOnlyMemory<byte> bytes) =>
        new ThreadParser(bytes).Parse();

    private (IReadOnlyList<ThreadEvent> Events, IReadOnlyList<UnownedText> Unowned) Parse()
    {
        List<ThreadEvent> events = [];
        var first = FindEvent(0);
        for (var at = first; at < _lines.Count;)
        {
            var comment = EventComment.Parse(_lines[at]);
            var extent = Read(at, comment);
            events.Add(Event(at, comment, extent));
            at = extent.Next;
        }

        return (events, first == 0 ? [] : [new("thread.md", 1, first, _lines.Text(0, first))]);
    }

    private ThreadEvent Event(int at, EventComment comment, Extent extent)
    {
        var body = _lines.Text(extent.BodyFirst, extent.BodyLast);
        // Our own comments end in a bare line feed, so a return here was added to every line by a conversion of the whole file.
        if (_lines.EndsWithReturn(at)) body = body.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\r');
        return new()
        {
            Kind = comment.Kind,
            Author = comment.Attributes.GetValueOrDefault("author"),
            At = RecordTime.Parse(comment.Attributes.GetValueOrDefault("at")),
            Attributes = comment.Attributes,
            Heading = extent.Heading,
            Body = body,
            Line = at + 1,
            LineCount = extent.Next - at,
            Operation = OperationId.TryParse(comment.Attributes.GetValueOrDefault("op"), CultureInfo.InvariantCulture, out var op) ? op : null,
        };
    }

    private Extent Read(int at, EventComment comment)
    {
        var (heading, body) = HeadingOf(at);
        if (comment.Lines is { } lines && EndsAfter(body, lines)) return new(heading, body, body + lines, _lines.NextText(body + lines + 2));
        for (var line = body; line < _lines.Count; line++)
        {
            if (_fences.CloseOf(line) is var close and >= 0) line = close;
            else if (_comments[line]) return new(heading, body, BodyEnd(body, line), line);
            else if (_lines.IsRule(line) && IsBoundary(line + 1)) return new(heading, body, BodyEnd(body, line), _lines.NextText(line + 1));
        }

        return new(heading, body, BodyEnd(body, _lines.Count), _lines.Count);
    }

    private (string Heading, int Body) HeadingOf(int at)
    {
        var next = at + 1;
        if (next < _lines.Count && _lines.IsEmpty(next)) next++;
        if (next >= _lines.Count || !_lines[next].StartsWith("## "u8)) return ("", next);
        var heading = _lines.Text(next, next + 1)[3..].TrimEnd('\r');
        next++;
        return (heading, next < _lines.Count && _lines.IsEmpty(next) ? next + 1 : next);
    }

    private bool EndsAfter(int body, int lines)
    {
        var end = (long)body + lines;
        return lines > 0 && end + 1 < _lines.Count && _lines.IsEmpty((int)end) && _lines.IsRule((int)end + 1) && IsBoundary((int)end + 2);
    }

    private bool IsBoundary(int line) => _lines.NextText(line) is var next && (next == _lines.Count || _comments[next]);

    private int BodyEnd(int body, int end) => end > body && _lines.IsEmpty(end - 1) ? end - 1 : end;

    /// <summary>An event of ours that stands behind a rule and whose length holds: an unclosed fence before it cannot swallow it.</summary>
    private bool IsSure(int at)
    {
        if (!_comments[at] || _lines[at].IndexOf(" lines: "u8) < 0) return false;
        var before = at - 1;
        if (before >= 0 && _lines.IsEmpty(before)) before--;
        return before >= 0 && _lines.IsRule(before)
            && EventComment.Parse(_lines[at]).Lines is { } lines && EndsAfter(HeadingOf(at).Body, lines);
    }

    private int FindEvent(int line)
    {
        for (; line < _lines.Count; line++)
        {
            if (_fences.CloseOf(line) is var close and >= 0) line = close;
            else if (_comments[line]) break;
        }

        return line;
    }
}
