using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may do with tickets. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record TicketSurface
{
    /// <summary>A ticket whole, as the person of that name sees it.</summary>
    public required Func<TicketId, string, CancellationToken, ValueTask<Result<TicketView>>> Show { get; init; }

    /// <summary>Writes a ticket in a person's name; the key makes twice once.</summary>
    public required Func<TicketDraft, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Create { get; init; }

    /// <summary>Moves a ticket in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, TicketMove, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Move { get; init; }

    /// <summary>Comments on a ticket in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, NewComment, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Comment { get; init; }

    /// <summary>What the newest attempt at it changed.</summary>
    public required Func<TicketId, CancellationToken, ValueTask<Result<DiffView>>> Diff { get; init; }

    /// <summary>Edits a ticket that the caller saw at a revision, in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, TicketEdits, string?, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Edit { get; init; }

    /// <summary>Gives a verdict in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, NewReview, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Review { get; init; }

    /// <summary>Relates a ticket to another in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, NewTicketRelation, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Relate { get; init; }

    /// <summary>Removes a relation in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, string, TicketId, string, string?, CancellationToken, ValueTask<Result<TicketView>>> Unrelate { get; init; }

    /// <summary>Adds a plan record in a person's name; the key makes twice once.</summary>
    public required Func<TicketId, NewPlan, string, string?, CancellationToken, ValueTask<Result<PlanPage>>> Plan { get; init; }

    internal static TicketSurface Of(TicketDesk desk) => new()
    {
        Show = desk.ShowAsync,
        Create = desk.CreateAsync,
        Move = desk.MoveAsync,
        Comment = desk.CommentAsync,
        Diff = desk.DiffAsync,
        Edit = desk.Changes.EditAsync,
        Review = desk.Changes.ReviewAsync,
        Relate = desk.Changes.RelateAsync,
        Unrelate = desk.Changes.UnrelateAsync,
        Plan = desk.Changes.PlanAsync,
    };
}
