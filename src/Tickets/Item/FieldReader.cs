using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Takes values out of a front matter; of what is wrong with them the first fault is kept.</summary>
internal sealed class FieldReader(TicketId id, ItemDocument document)
{
    public Fault? Fault { get; private set; }

    public string? Text(string key)
    {
        if (document[key] is not { } field) return null;
        if (field.IsNested || field.List is not null) Wrong(key, $"has no text as its {key}");
        return field.Text;
    }

    /// <summary>A text that must be there.</summary>
    public string Title()
    {
        var title = Text("title");
        if (string.IsNullOrWhiteSpace(title)) Wrong("title", "has no title");
        return title ?? "";
    }

    public IReadOnlyList<string> List(string key)
    {
        if (document[key] is not { } field) return [];
        if (field.IsNested) Wrong(key, $"has no list of texts as its {key}");
        return field.Texts;
    }

    public DateTimeOffset? Time(string key)
    {
        if (Text(key) is not { } text) return null;
        if (RecordTime.Parse(text) is { } at) return at;
        Wrong(key, $"has no time such as 2026-01-31T12:00:00Z as its {key}");
        return null;
    }

    public void Wrong(string key, string problem) => Fault ??= ItemDocument.Unreadable(id, document[key]?.Line ?? 1, problem);

    /// <summary>The keys that are none of these, with their values as written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others(IReadOnlySet<string> known) =>
        [.. document.Fields.Where(f => !known.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Raw))];
}
