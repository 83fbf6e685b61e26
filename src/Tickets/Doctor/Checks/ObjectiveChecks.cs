using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An objective's item.md.</summary>
internal static class ObjectiveChecks
{
    public static IEnumerable<DoctorFinding> Of(OwnedFile file, Func<TicketId, bool> exists)
    {
        var (document, problem) = file.Conflicts.Count == 0 ? ItemDocument.Read(file.Bytes) : default;
        return [.. FileChecks.Of(file), .. ItemChecks.Of(file, document, problem, ItemSchema.Objective, _ => false), .. Links(file, document, exists)];
    }

    private static IEnumerable<DoctorFinding> Links(OwnedFile file, ItemDocument? document, Func<TicketId, bool> exists)
    {
        if (document?["linked_tickets"] is not { } field) yield break;
        foreach (var text in field.List ?? (field.Text is { } one ? [one] : []))
        {
            if (!TicketId.TryParse(text, null, out var id)) yield return ItemCodes.FieldInvalid.At(file.Path, field.Line, $"linked_tickets holds '{Shown.Of(text)}', which is no id.", advice: "Write the ticket's full id.");
            else if (!exists(id)) yield return LinkCodes.ObjectiveDangling.At(file.Path, field.Line, $"linked_tickets names {id}, which is no ticket of this store.");
        }
    }
}
