namespace Yoi.Tickets;

/// <summary>orchestration-plan.jsonl as a log of lines. Their ids are kept, though they count other lines than before: events and people name them.</summary>
internal sealed class PlanLog : ILogFormat
{
    public static PlanLog Instance { get; } = new();

    public (ReadOnlyMemory<byte> Head, IReadOnlyList<LogEntry> Entries) Read(ReadOnlyMemory<byte> file)
    {
        var lines = new LineIndex(file);
        List<LogEntry> entries = [];
        var first = lines.NextText(0);
        for (var line = first; line < lines.Count;)
        {
            var next = lines.NextText(line + 1);
            var record = PlanFile.Read(lines[line]);
            var bytes = lines.Bytes(line, next);
            entries.Add(new(bytes, LogMerge.Hash(bytes), record?.Id ?? "", LogMerge.Hash(bytes), record?.At, IsStep: false));
            line = next;
        }

        return (lines.Bytes(0, first), entries);
    }

    public string Between(ReadOnlyMemory<byte> before) => before.Length == 0 || before.Span[^1] == (byte)'\n' ? "" : "\n";
}
