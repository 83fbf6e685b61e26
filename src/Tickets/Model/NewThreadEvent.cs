using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An event to append. Events that speak of a change of item.md or of plans are written with that change, not by this.</summary>
public sealed record NewThreadEvent
{
    /// <summary>Lower-case snake case, at most 64 characters: comment, plan, decision, implementation_report, review, intake_summary, or one of the caller's own.</summary>
    public required string Kind { get; init; }

    /// <summary>Who writes it, at most <see cref="Limits.Attribute"/> bytes.</summary>
    public required string Author { get; init; }

    /// <summary>Any text, at most <see cref="Limits.Body"/> bytes; it reads back as it is, even where it quotes events.</summary>
    public required string Body { get; init; }

    /// <summary>For a review: approve or request_changes.</summary>
    public string? Status { get; init; }

    /// <summary>Further attributes behind the standard ones, such as <c>commit</c>, <c>merge</c> and <c>receipts</c>; one line each, no <c>--&gt;</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>The intended change: the same again writes nothing.</summary>
    public OperationId? Operation { get; init; }
}
