using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>One event of a thread, known kind or not.</summary>
public sealed record ThreadEvent
{
    /// <summary>Its kind; <c>closed</c> is an old spelling of <c>close</c> and kept as it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Who wrote it, where it says.</summary>
    public string? Author { get; init; }

    /// <summary>When, where it says so in a form that can be read.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Every attribute of its comment, in order; of a repeated one the first.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Its heading without the <c>## </c>; empty where it has none.</summary>
    public required string Heading { get; init; }

    /// <summary>Its body, exactly as written.</summary>
    public required string Body { get; init; }

    /// <summary>The line of its comment in thread.md, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>How many lines it owns, from its comment to the one before the next event's.</summary>
    public required int LineCount { get; init; }

    /// <summary>The operation that wrote it, where it was the program itself.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>One attribute, or null.</summary>
    public string? Attribute(string key) => Attributes.TryGetValue(key, out var value) ? value : null;
}
