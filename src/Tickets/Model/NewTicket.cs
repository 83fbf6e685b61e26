using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket to create. It begins in planning.</summary>
public sealed record NewTicket
{
    /// <summary>One line without control characters, at most <see cref="Limits.Field"/> bytes.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most <see cref="Limits.Body"/> bytes; a final line feed is added where it is missing.</summary>
    public required string Body { get; init; }

    /// <summary>Who creates it.</summary>
    public required string Author { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>A free word on how ready it is.</summary>
    public string? Readiness { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public IReadOnlyList<string> RiskFlags { get; init; } = [];

    /// <summary>Its priority.</summary>
    public string? Priority { get; init; }

    /// <summary>The repository it is to be implemented in.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>The branch or other reference it is to be implemented on.</summary>
    public string? RefSelector { get; init; }

    /// <summary>The intended change: the same again answers the ticket that was created first.</summary>
    public OperationId? Operation { get; init; }
}
