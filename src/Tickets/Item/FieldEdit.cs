namespace Yoi.Tickets;

/// <summary>A value to set: a text, a list, or null where both are null.</summary>
internal sealed record FieldEdit(string Key, string? Value, IReadOnlyList<string>? List = null)
{
    /// <summary>The value as the front matter holds it, on one line.</summary>
    public string Text => List is { } list ? $"[{string.Join(", ", list.Select(Quote))}]" : Value is { } value ? Quote(value) : "null";

    /// <summary>What a field is set to now; a key that is missing is null.</summary>
    public static FieldEdit Of(string key, ItemField? field) => new(key, field?.Text, field?.List);

    /// <summary>Whether the key has this value; null and an empty list need no key.</summary>
    public bool IsIn(ItemDocument document)
    {
        if (document[Key] is not { } field) return Value is null && List is not { Count: > 0 };
        if (field.IsNested) return false;
        return List is { } list ? list.SequenceEqual(field.Texts) : field.List is null && field.Text == Value;
    }

    private static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
