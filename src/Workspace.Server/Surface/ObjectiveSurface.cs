using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may do with objectives. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record ObjectiveSurface
{
    /// <summary>A page of them, of a state or of all, behind a cursor.</summary>
    public required Func<string?, string?, int, CancellationToken, ValueTask<Result<ObjectivePage>>> List { get; init; }

    /// <summary>One whole.</summary>
    public required Func<string, CancellationToken, ValueTask<Result<ObjectiveView>>> Show { get; init; }

    /// <summary>Writes one.</summary>
    public required Func<NewObjectiveDraft, CancellationToken, ValueTask<Result<ObjectiveView>>> Create { get; init; }

    /// <summary>Edits one that the caller saw at a revision.</summary>
    public required Func<string, ObjectiveEdits, string?, CancellationToken, ValueTask<Result<ObjectiveView>>> Edit { get; init; }

    /// <summary>Links one to a ticket.</summary>
    public required Func<string, TicketId, CancellationToken, ValueTask<Result<ObjectiveView>>> Link { get; init; }

    /// <summary>Removes a link.</summary>
    public required Func<string, TicketId, CancellationToken, ValueTask<Result<ObjectiveView>>> Unlink { get; init; }

    internal static ObjectiveSurface Of(ObjectiveDesk desk) => new()
    {
        List = desk.ListAsync,
        Show = desk.ShowAsync,
        Create = desk.CreateAsync,
        Edit = desk.EditAsync,
        Link = desk.LinkAsync,
        Unlink = desk.UnlinkAsync,
    };
}
