using System.Text;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// The message a Worker is streaming: one buffer, bounded, that observers read from where each of them is, so deltas merge by themselves.
/// Used under the Worker's lock.
/// </summary>
internal sealed class InFlightText
{
    /// <summary>UTF-16 units kept at most; a message that long could not be recorded either.</summary>
    public const int MostText = 256 * 1024;

    private readonly HashSet<string> _over = [];
    private readonly StringBuilder _text = new();
    private string? _message;
    // Observers who keep up all ask for the same.
    private DeltaFrame? _asked;

    /// <summary>Adds to a message; false where nothing came of it.</summary>
    public bool Add(string message, string text)
    {
        if (text.Length == 0 || _over.Contains(message)) return false;
        if (message != _message)
        {
            // One message at a time: the one before is not taken up again.
            if (_message is not null) _over.Add(_message);
            Begin(message);
        }

        if (_text.Length + text.Length > MostText)
        {
            // Deltas may be dropped, but not from the middle.
            Over(message);
            return false;
        }

        _text.Append(text);
        return true;
    }

    /// <summary>The message is recorded: nothing more of it is shown.</summary>
    public void Over(string message)
    {
        _over.Add(message);
        if (message == _message) Begin(null);
    }

    /// <summary>The run is over, and with it every message of it.</summary>
    public void Clear()
    {
        _over.Clear();
        Begin(null);
        _text.Capacity = Math.Min(_text.Capacity, 1024);
    }

    /// <summary>What an observer lacks that has the message's text up to an offset; null where it lacks nothing.</summary>
    public DeltaFrame? After(string? message, int offset)
    {
        if (_message is null) return null;
        var from = message == _message ? offset : 0;
        var end = _text.Length;
        // Half a surrogate pair is no text yet.
        if (end > 0 && char.IsHighSurrogate(_text[end - 1])) end--;
        if (end <= from) return null;
        if (_asked is { } asked && asked.Offset == from && asked.Offset + asked.Text.Length == end) return asked;
        return _asked = new(_message, from, _text.ToString(from, end - from));
    }

    private void Begin(string? message)
    {
        (_message, _asked) = (message, null);
        _text.Clear();
    }
}
