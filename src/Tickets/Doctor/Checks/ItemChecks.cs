namespace Yoi.Tickets;

/// <summary>The front matter of an item.md, a ticket's or an objective's.</summary>
internal static class ItemChecks
{
    public static IEnumerable<DoctorFinding> Of(OwnedFile file, ItemDocument? document, ItemProblem? problem, ItemSchema schema, Func<string, bool> isEvident)
    {
        // Where bytes are wrong that is told by itself.
        if (problem is not null && !file.IsDamaged) yield return Unread(file, problem);
        if (document is null) yield break;
        foreach (var key in schema.Required.Where(key => IsMissing(document, key)))
            yield return ItemCodes.FieldMissing.At(file.Path, document[key]?.Line ?? 1, $"There is no {key}.", isEvident(key));
        foreach (var field in document.Fields)
        {
            if (schema.Obsolete.Contains(field.Key)) yield return ItemCodes.KeyObsolete.At(file.Path, field.Line, $"The key '{field.Key}' is obsolete.");
            if (Value(file, field, schema) is { } finding) yield return finding;
        }

        if (StateFields.Of(document) is ({ } stated, { } state) && !string.IsNullOrWhiteSpace(state) && !schema.States.Contains(state))
            yield return ItemCodes.StateUnknown.At(file.Path, stated.Line, $"The state is '{state}', which is none of {string.Join(", ", schema.States)}.");
    }

    private static DoctorFinding Unread(OwnedFile file, ItemProblem problem)
    {
        var code = problem.Kind switch
        {
            ItemProblemKind.Unclosed => ItemCodes.FrontMatterUnclosed,
            ItemProblemKind.RepeatedKey => ItemCodes.KeyRepeated,
            _ => ItemCodes.FrontMatterInvalid,
        };
        return code.At(file.Path, problem.Line, $"It {problem.Text}.");
    }

    /// <summary>Whether a field is not there or empty. A state may stand under another name.</summary>
    public static bool IsMissing(ItemDocument document, string key)
    {
        if (document[key] is { IsNested: true } or { List: not null }) return false;
        return string.IsNullOrWhiteSpace(key == "state" ? StateFields.Of(document).Text : document[key]?.Text);
    }

    private static DoctorFinding? Value(OwnedFile file, ItemField field, ItemSchema schema)
    {
        if (schema.Lists.Contains(field.Key))
            return field.IsNested ? ItemCodes.FieldInvalid.At(file.Path, field.Line, $"{field.Key} holds other things than texts.") : null;
        var isTime = schema.Times.Contains(field.Key);
        if (!isTime && !schema.Texts.Contains(field.Key)) return null;
        if (field.IsNested || field.List is not null) return ItemCodes.FieldInvalid.At(file.Path, field.Line, $"{field.Key} is no text.");
        return isTime && !string.IsNullOrWhiteSpace(field.Text) && RecordTime.Parse(field.Text) is null
            ? ItemCodes.TimeInvalid.At(file.Path, field.Line, $"{field.Key} is '{Shown.Of(field.Text)}', which is no time.")
            : null;
    }
}
