using System.Globalization;
using System.Text.Json;

namespace Yoi.Tickets;

/// <summary>artifacts/orchestration-plan.jsonl.</summary>
internal static class PlanFile
{
    public const string Name = "artifacts/orchestration-plan.jsonl";

    // To find that a line is no record takes long; a file with more of them is no plan file, and its rest is kept in one piece.
    private const int MostUnreadable = 1000;

    public static (IReadOnlyList<PlanRecord> Records, IReadOnlyList<UnownedText> Unowned) Parse(ReadOnlyMemory<byte> bytes)
    {
        List<PlanRecord> records = [];
        List<UnownedText> unowned = [];
        var lines = new LineIndex(bytes);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines.IsBlank(i)) continue;
            if (unowned.Count == MostUnreadable)
            {
                unowned.Add(new(Name, i + 1, lines.Count - i, lines.Text(i, lines.Count)));
                break;
            }

            if (Read(lines[i]) is { } record) records.Add(record);
            else unowned.Add(new(Name, i + 1, 1, lines.Text(i, i + 1)));
        }

        return (records, unowned);
    }

    /// <summary>The record as the file's next line, and the bytes to append for it.</summary>
    public static (PlanRecord Record, byte[] Bytes) Append(ReadOnlyMemory<byte> file, PlanRecord record)
    {
        var lines = new LineIndex(file);
        var at = record.At.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        record = record with { Id = string.Create(CultureInfo.InvariantCulture, $"orch-plan-{at}-{lines.Count + 1}") };
        var plan = record.AcceptedPlan is { } p ? new PlanLineAccepted(p.Summary, p.Branch, p.Worktree, p.RolePlan) : null;
        var line = new PlanLine(record.Id, record.TicketId, record.Kind, record.RelatedTicket, record.Note, plan, record.Author, RecordTime.Text(record.At));
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(line, PlanJson.Raw.PlanLine);
        return (record, lines.Count == 0 || lines.EndsWithNewline ? [.. text, (byte)'\n'] : [(byte)'\n', .. text, (byte)'\n']);
    }

    /// <summary>The record of a line; null where it is none.</summary>
    public static PlanRecord? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, PlanJson.Raw.PlanLine) is not { } line || RecordTime.Parse(line.At) is not { } at) return null;
            return new()
            {
                Id = line.Id,
                TicketId = line.TicketId,
                Kind = line.Kind,
                RelatedTicket = line.RelatedTicket,
                Note = line.Note,
                AcceptedPlan = line.AcceptedPlan is { } plan ? new(plan.Summary, plan.Branch, plan.Worktree, plan.RolePlan) : null,
                Author = line.Author,
                At = at,
            };
        }
        catch (JsonException)
        {
            // The caller reports the line as one that no record owns.
            return null;
        }
    }
}
