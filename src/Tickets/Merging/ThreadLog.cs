using System.Globalization;

namespace Yoi.Tickets;

/// <summary>thread.md as a log of events.</summary>
internal sealed class ThreadLog : ILogFormat
{
    public static ThreadLog Instance { get; } = new();

    public (ReadOnlyMemory<byte> Head, IReadOnlyList<LogEntry> Entries) Read(ReadOnlyMemory<byte> file)
    {
        var lines = new LineIndex(file);
        var events = ThreadParser.Parse(file).Events;
        var head = lines.Bytes(0, events.Count == 0 ? lines.Count : events[0].Line - 1);
        return (head, [.. events.Select(e => Entry(e, lines.Bytes(e.Line - 1, e.Line - 1 + e.LineCount)))]);
    }

    public string Between(ReadOnlyMemory<byte> before) => ThreadAppend.Separator(new LineIndex(before));

    private static LogEntry Entry(ThreadEvent e, ReadOnlyMemory<byte> bytes)
    {
        var at = e.At?.UtcTicks.ToString(CultureInfo.InvariantCulture);
        return new(
            bytes,
            e.Operation?.ToString() ?? LogMerge.Hash(bytes),
            $"{e.Kind} {at} {e.Author}",
            string.Join('\0', e.Attributes.Where(a => a.Key is not ("at" or "lines")).SelectMany(a => (string[])[a.Key, a.Value]).Append(e.Kind).Append(e.Heading).Append(e.Body)),
            e.At,
            e.Kind == EventKinds.StateChanged);
    }
}
