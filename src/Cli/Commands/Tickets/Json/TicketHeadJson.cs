using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>A ticket without its body and thread.</summary>
internal sealed record TicketHeadJson
{
    /// <summary>Its id: 13 characters.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>planning, ready, queued, inprogress, done or closed.</summary>
    public required string State { get; init; }

    /// <summary>Its priority.</summary>
    public required string? Priority { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public required string? Assignee { get; init; }

    /// <summary>A free word on how ready it is.</summary>
    public required string? Readiness { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public required IReadOnlyList<string> RiskFlags { get; init; }

    /// <summary>The repository it is implemented in.</summary>
    public required string? RepositoryId { get; init; }

    /// <summary>The branch or other reference it is implemented on.</summary>
    public required string? RefSelector { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything of it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who queued it; null where it is not, or no longer, on its way.</summary>
    public required string? QueuedBy { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Changes with title, body and fields, and with nothing else; what <c>yoi ticket edit --expect</c> takes.</summary>
    public required string Revision { get; init; }

    /// <summary>How many events its thread holds.</summary>
    public required int Events { get; init; }

    public static TicketHeadJson Of(Ticket ticket)
    {
        var item = ticket.Item;
        return new()
        {
            Id = ticket.Id,
            Title = item.Title,
            State = item.State.Text(),
            Priority = item.Priority,
            Assignee = item.Assignee,
            Readiness = item.Readiness,
            RiskFlags = item.RiskFlags,
            RepositoryId = item.RepositoryId,
            RefSelector = item.RefSelector,
            CreatedAt = item.CreatedAt,
            UpdatedAt = item.UpdatedAt,
            QueuedBy = item.QueuedBy,
            QueuedAt = item.QueuedAt,
            Revision = item.Revision,
            Events = ticket.Thread.Count,
        };
    }
}
