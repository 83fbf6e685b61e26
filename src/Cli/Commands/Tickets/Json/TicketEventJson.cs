using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>An event of a thread.</summary>
internal sealed record TicketEventJson
{
    /// <summary>Its place in the thread, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its kind, known or not, such as comment, decision, review or state_changed.</summary>
    public required string Kind { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string? Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>Its heading.</summary>
    public required string Heading { get; init; }

    /// <summary>Its text, as written.</summary>
    public required string Body { get; init; }

    /// <summary>Its other attributes, such as status, from, to, reason, changes, merge and receipts.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The operation that wrote it, where it was the program itself.</summary>
    public required OperationId? Operation { get; init; }

    /// <summary>The line of thread.md it begins in, from 1.</summary>
    public required int Line { get; init; }

    public static TicketEventJson Of(ThreadEvent told, int index) => new()
    {
        Index = index,
        Kind = told.Kind,
        Author = told.Author,
        At = told.At,
        Heading = told.Heading,
        Body = told.Body,
        Attributes = told.Attributes.Where(a => a.Key is not ("author" or "at" or "lines" or "op")).ToDictionary(),
        Operation = told.Operation,
        Line = told.Line,
    };
}
