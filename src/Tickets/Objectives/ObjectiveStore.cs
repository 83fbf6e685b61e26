using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The objectives beside a ticket store. Safe for use from many threads; lives as long as the store it came from.</summary>
public sealed class ObjectiveStore
{
    private readonly StorePaths _paths;
    private readonly TicketReader _tickets;
    private readonly ObjectiveReader _reader;
    private readonly ObjectiveWriter _writer;

    internal ObjectiveStore(string root, StorePaths tickets, TicketReader reader, TicketWriter writer, TimeProvider time)
    {
        _paths = new(root);
        _tickets = reader;
        _reader = new(_paths);
        _writer = new(_paths, _reader, tickets, writer, time);
    }

    /// <summary>Their folder, absolute. It need not exist.</summary>
    public string Root => _paths.Root;

    /// <summary>Every objective in order of id. One that cannot be read is a listing with its <see cref="ObjectiveListing.Diagnostic"/>. <c>store_failed</c> where the folder cannot be listed.</summary>
    public async Task<Result<IReadOnlyList<ObjectiveListing>>> ListAsync(CancellationToken ct)
    {
        if (!_paths.Folders().TryGet(out var folders, out var unlisted)) return unlisted;
        List<ObjectiveListing> list = [];
        foreach (var id in folders.Where(_paths.Exists).Order().Select(folder => new ObjectiveId(folder)))
        {
            var isRead = (await _reader.ReadAsync(id, ct)).TryGet(out var objective, out var fault);
            // Deleted between the listing of the folder and the reading of the file: not there.
            if (isRead || fault!.Code != FaultCodes.NotFound) list.Add(new(id, objective, fault));
        }

        return list;
    }

    /// <summary>An objective as it stands: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public Task<Result<Objective>> ReadAsync(ObjectiveId id, CancellationToken ct) => _reader.ReadAsync(id, ct);

    /// <summary>What is known of the tickets it is about, in its order. A link to a ticket that is unknown or cannot be read has no title and no state.</summary>
    public async Task<IReadOnlyList<ObjectiveLink>> LinksAsync(Objective objective, CancellationToken ct)
    {
        List<ObjectiveLink> links = [];
        foreach (var text in objective.LinkedTickets)
        {
            var item = TicketId.TryParse(text, null, out var id) && (await _tickets.ItemAsync(id, ct)).TryGet(out var read, out _) ? read : null;
            links.Add(new(text, item?.Title, item?.State));
        }

        return links;
    }

    /// <summary>The objective that a full id or an unambiguous beginning or end of at least 4 characters names: <c>invalid</c>, <c>not_found</c>, <c>ambiguous_id</c>.</summary>
    public Result<ObjectiveId> Resolve(string text) => Abbreviation.Find("objective", text, _paths).TryGet(out var found, out var fault) ? new ObjectiveId(found) : fault;

    /// <summary>Creates an objective, and the folder where it is missing: <c>invalid</c>, <c>too_large</c>, <c>not_found</c> (a link), <c>ticket_store_locked</c>, <c>disk_full</c>, <c>store_failed</c>.</summary>
    public Task<Result<Objective>> CreateAsync(NewObjective objective, CancellationToken ct) => _writer.CreateAsync(objective, ct);

    /// <summary>
    /// Changes an objective; an edit that changes nothing writes nothing. <c>not_found</c> (it, a ticket to link, a link to remove), <c>stale_state</c>, <c>conflict</c>,
    /// <c>invalid</c>, <c>too_large</c>, <c>ticket_unreadable</c>, <c>ticket_store_locked</c>, <c>disk_full</c>, <c>store_failed</c>.
    /// </summary>
    public Task<Result<Objective>> EditAsync(ObjectiveId id, ObjectiveEdit edit, CancellationToken ct) => _writer.EditAsync(id, edit, ct);
}
