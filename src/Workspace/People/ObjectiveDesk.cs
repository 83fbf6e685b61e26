using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person does with objectives.</summary>
public sealed class ObjectiveDesk
{
    private const int MostRows = 200;
    private const int MostLinks = 200;

    private readonly ObjectiveStore _objectives;

    internal ObjectiveDesk(ObjectiveStore objectives) => _objectives = objectives;

    /// <summary>A page of the objectives in order of their ids: <c>invalid</c>, <c>store_failed</c>.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<ObjectivePage>> ListAsync(string? state, string? after, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostRows) return new Fault(FaultCodes.Invalid, $"A page holds 1 to {MostRows} objectives.");
        if (state is not null && !ObjectiveStateText.TryParse(state, out _)) return UnknownState(nameof(state));
        if (after is not null && !ObjectiveId.TryParse(after, null, out _)) return new Fault(FaultCodes.CursorMalformed, "after is the id of the last objective of the page before.");
        if (!(await _objectives.ListAsync(cancellationToken)).TryGet(out var all, out var fault)) return fault;
        var rows = all.Select(Row).Where(row => state is null || row.State == state).Where(row => after is null || string.CompareOrdinal(row.Id, after) > 0).Take(limit + 1).ToList();
        return new ObjectivePage([.. rows.Take(limit)], rows.Count > limit ? rows[limit - 1].Id : null);
    }

    /// <summary>An objective whole: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<ObjectiveView>> ShowAsync(string id, CancellationToken cancellationToken) =>
        ObjectiveId.TryParse(id, null, out var objective) ? await ViewAsync(await _objectives.ReadAsync(objective, cancellationToken), cancellationToken) : NotFound();

    /// <summary>Writes an objective. Faults as of <see cref="ObjectiveStore.CreateAsync"/>.</summary>
    public async ValueTask<Result<ObjectiveView>> CreateAsync(NewObjectiveDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Tickets is { Count: > MostLinks }) return new Fault(FaultCodes.TooLarge, $"An objective begins with at most {MostLinks} tickets.");
        return await ViewAsync(await _objectives.CreateAsync(new() { Title = draft.Title, Body = draft.Body ?? "", Links = draft.Tickets ?? [] }, cancellationToken), cancellationToken);
    }

    /// <summary>Edits title, body or state. Faults as of <see cref="ObjectiveStore.EditAsync"/>.</summary>
    /// <param name="id">The objective.</param>
    /// <param name="edits">The changes.</param>
    /// <param name="seen">The revision the caller saw; null where it does not say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<ObjectiveView>> EditAsync(string id, ObjectiveEdits edits, string? seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (State(edits.State) is not (true, var state)) return UnknownState("state");
        if (State(edits.Expected) is not (true, var expected)) return UnknownState("expected");
        var edit = new ObjectiveEdit { Title = edits.Title, Body = edits.Body, State = state, ExpectedState = expected, ExpectedRevision = seen };
        return await ChangedAsync(id, edit, cancellationToken);
    }

    /// <summary>Links it to a ticket, which may be linked already. Faults as of <see cref="ObjectiveStore.EditAsync"/>.</summary>
    public async ValueTask<Result<ObjectiveView>> LinkAsync(string id, TicketId ticket, CancellationToken cancellationToken) =>
        await ChangedAsync(id, new ObjectiveEdit { Link = [ticket] }, cancellationToken);

    /// <summary>Removes a link. Faults as of <see cref="ObjectiveStore.EditAsync"/>.</summary>
    public async ValueTask<Result<ObjectiveView>> UnlinkAsync(string id, TicketId ticket, CancellationToken cancellationToken) =>
        await ChangedAsync(id, new ObjectiveEdit { Unlink = [$"{ticket}"] }, cancellationToken);

    private static (bool IsFine, ObjectiveState? State) State(string? text) =>
        text is null ? (true, null) : ObjectiveStateText.TryParse(text, out var state) ? (true, state) : (false, null);

    private static Fault UnknownState(string name) => new(FaultCodes.Invalid, $"{name} is one of {string.Join(", ", ObjectiveStateText.All)}.");

    private static ObjectiveRow Row(ObjectiveListing listing) => listing.Objective is { } objective
        ? new($"{listing.Id}", objective.Title, objective.State.Text(), objective.LinkedTickets.Count, objective.UpdatedAt, null)
        : new($"{listing.Id}", $"{listing.Id}", "unreadable", 0, null, listing.Diagnostic is { } fault ? Notices.Of(fault) : null);

    private static Fault NotFound() => new(FaultCodes.NotFound, "There is no such objective.");

    private async ValueTask<Result<ObjectiveView>> ChangedAsync(string id, ObjectiveEdit edit, CancellationToken cancellationToken) =>
        ObjectiveId.TryParse(id, null, out var objective) ? await ViewAsync(await _objectives.EditAsync(objective, edit, cancellationToken), cancellationToken) : NotFound();

    private async ValueTask<Result<ObjectiveView>> ViewAsync(Result<Objective> read, CancellationToken cancellationToken)
    {
        if (!read.TryGet(out var objective, out var fault)) return fault;
        var links = await _objectives.LinksAsync(objective with { LinkedTickets = [.. objective.LinkedTickets.Take(MostLinks)] }, cancellationToken);
        return new ObjectiveView(
            $"{objective.Id}", objective.Title, objective.State.Text(), TicketViews.Body(objective.Body), objective.CreatedAt, objective.UpdatedAt, objective.Revision,
            [.. links.Select(link => new ObjectiveLinkView(link.Ticket, link.Title, link.State?.Text()))], objective.LinkedTickets.Count > MostLinks);
    }
}
