using System.Text;

namespace Yoi.Tickets;

/// <summary>The lines of a file over its bytes, so that what is not understood is not lost.</summary>
internal sealed class LineIndex
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _starts = [];
    private readonly int[] _nextText;

    public LineIndex(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var span = bytes.Span;
        for (var at = 0; at < span.Length;)
        {
            _starts.Add(at);
            var length = span[at..].IndexOf((byte)'\n');
            at = length < 0 ? span.Length : at + length + 1;
        }

        EndsWithNewline = span.Length > 0 && span[^1] == (byte)'\n';
        _nextText = new int[Count + 1];
        _nextText[Count] = Count;
        for (var line = Count - 1; line >= 0; line--) _nextText[line] = IsBlank(line) ? _nextText[line + 1] : line;
    }

    public int Count => _starts.Count;

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
    public int NextText(int line) => _nextText[Math.Min(line, Count)];

    /// <summary>Nothing but white space.</summary>
    public bool IsBlank(int line) => this[line].Trim(" \t\r"u8).IsEmpty;

    /// <summary>Nothing at all, but for a carriage return.</summary>
    public bool IsEmpty(int line) => this[line] is [] or [(byte)'\r'];

    public bool IsRule(int line) => this[line].TrimEnd((byte)'\r').SequenceEqual("---"u8);

    public bool EndsWithReturn(int line) => this[line] is [.., (byte)'\r'];

    /// <summary>The text of lines [first, last), without the final line feed.</summary>
    public string Text(int first, int last) => first >= last ? "" : Encoding.UTF8.GetString(_bytes.Span[_starts[first]..End(last - 1)]);

    private int End(int line)
    {
        if (line + 1 < Count) return _starts[line + 1] - 1;
        return EndsWithNewline ? _bytes.Length - 1 : _bytes.Length;
    }
}
