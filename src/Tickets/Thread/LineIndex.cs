using System.Collections;
using System.Text;

namespace Yoi.Tickets;

/// <summary>The lines of a file over its bytes, so that what is not understood is not lost. Every answer costs the same however long the file is.</summary>
internal sealed class LineIndex
{
    // A run of blank lines is walked this far; longer ones are looked up.
    private const int ShortRun = 32;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[] _starts;
    private readonly BitArray _blank;
    private readonly List<(int First, int Next)> _longRuns = [];

    public LineIndex(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var span = bytes.Span;
        EndsWithNewline = span.Length > 0 && span[^1] == (byte)'\n';
        _starts = new int[span.Count((byte)'\n') + (span.Length == 0 || EndsWithNewline ? 0 : 1)];
        for (var (line, at) = (0, 0); line < _starts.Length; line++)
        {
            _starts[line] = at;
            at += span[at..].IndexOf((byte)'\n') + 1;
        }

        _blank = new(Count);
        var first = 0;
        for (var line = 0; line < Count; line++)
        {
            _blank[line] = this[line].Trim(" \t\r"u8).IsEmpty;
            if (_blank[line]) continue;
            if (line - first >= ShortRun) _longRuns.Add((first, line));
            first = line + 1;
        }

        if (Count - first >= ShortRun) _longRuns.Add((first, Count));
    }

    public int Count => _starts.Length;

    public bool EndsWithNewline { get; }

    /// <summary>A line without its line feed; a carriage return stays, a byte order mark at the file's start does not.</summary>
    public ReadOnlySpan<byte> this[int line]
    {
        get
        {
            var text = _bytes.Span[_starts[line]..End(line)];
            return line == 0 && text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
        }
    }

    /// <summary>The first line from this one on that is not blank, or <see cref="Count"/>.</summary>
    public int NextText(int line)
    {
        for (var end = Math.Min((long)line + ShortRun, Count); line < end; line++)
        {
            if (!_blank[line]) return line;
        }

        return line >= Count ? Count : _blank[line] ? EndOfLongRun(line) : line;
    }

    /// <summary>Nothing but white space.</summary>
    public bool IsBlank(int line) => _blank[line];

    /// <summary>Nothing at all, but for a carriage return.</summary>
    public bool IsEmpty(int line) => this[line] is [] or [(byte)'\r'];

    public bool IsRule(int line) => this[line] is [(byte)'-', (byte)'-', (byte)'-'] or [(byte)'-', (byte)'-', (byte)'-', (byte)'\r'];

    public bool EndsWithReturn(int line) => this[line] is [.., (byte)'\r'];

    /// <summary>The text of lines [first, last), without the final line feed.</summary>
    public string Text(int first, int last) => first >= last ? "" : Encoding.UTF8.GetString(_bytes.Span[_starts[first]..End(last - 1)]);

    /// <summary>The bytes of lines [first, last), with the final line feed where there is one.</summary>
    public ReadOnlyMemory<byte> Bytes(int first, int last) => first >= last ? default : _bytes[_starts[first]..(last < Count ? _starts[last] : _bytes.Length)];

    private int EndOfLongRun(int line)
    {
        var (low, high) = (0, _longRuns.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_longRuns[middle].Next <= line) low = middle + 1;
            else high = middle;
        }

        return _longRuns[low].Next;
    }

    private int End(int line)
    {
        if (line + 1 < Count) return _starts[line + 1] - 1;
        return EndsWithNewline ? _bytes.Length - 1 : _bytes.Length;
    }
}
