using System.Globalization;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An event about to be written, every part of it checked.</summary>
internal sealed record EventDraft
{
    public required string Kind { get; init; }

    public required string Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Heading { get; init; }

    public required string Body { get; init; }

    /// <summary>Standard attributes behind author and time, in their order: status, from, to, reason, field.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Standard { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Extra { get; init; } = [];

    public OperationId? Operation { get; init; }

    /// <summary>The event's text, from its comment to the line feed behind its rule.</summary>
    public string Text()
    {
        var attributes = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["author"] = Author, ["at"] = RecordTime.Text(At) };
        foreach (var (key, value) in Standard.Concat(Extra)) attributes.Add(key, value);
        attributes.Add("lines", (Body.AsSpan().Count('\n') + 1).ToString(CultureInfo.InvariantCulture));
        if (Operation is { } op) attributes.Add("op", op.ToString());
        return new StringBuilder(new EventComment(Kind, attributes).ToString())
            .Append("\n\n## ").Append(Heading).Append("\n\n").Append(Body).Append("\n\n---\n").ToString();
    }
}
