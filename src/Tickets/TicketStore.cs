using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// A folder of tickets. Several stores, processes and programs may work on one folder: writers exclude each other by its lock, readers take
/// none and never see half a change. Safe for use from many threads.
/// </summary>
public sealed class TicketStore : IDisposable
{
    private readonly StorePaths _paths;
    private readonly TimeProvider _time;
    private readonly Headings _headings;
    private readonly TicketReader _reader;
    private readonly TicketWriter _writer;
    private readonly CreateTicket _create;
    private readonly Artifacts _artifacts;
    private readonly Blockers _blockers;
    private readonly RelateTickets _relate;
    private readonly RelationViews _relations;
    private readonly TicketIndex _index;
    private readonly TicketQueries _queries;

    private TicketStore(TicketStoreOptions options)
    {
        _paths = new(options.Root);
        _time = options.Time;
        _headings = Headings.For(options.Language);
        _reader = new(_paths, _time);
        var relations = new RelationReader(_paths);
        _index = new(new(_paths, _reader, new(_paths, relations)), new(_paths), options.IndexFile is { } file ? new(file, _paths.Root) : null);
        _queries = new(_index, _reader, _paths);
        _writer = new(_paths, _reader, _index, _time);
        _create = new(_paths, _reader, _writer, _index, _headings, _time);
        _artifacts = new(_paths, _writer);
        _blockers = new(relations, _reader, _index);
        _relate = new(_paths, _index, _headings);
        _relations = new(_paths, relations, _index);
        Objectives = new(options.ObjectivesRoot, _paths, _reader, _writer, _time);
    }

    /// <summary>Opens a store. Nothing is read or written by it, and the folder need not exist.</summary>
    public static TicketStore Open(TicketStoreOptions options) => new(options);

    /// <summary>The backend root, absolute.</summary>
    public string Root => _paths.Root;

    /// <summary>The objectives beside it.</summary>
    public ObjectiveStore Objectives { get; }

    /// <summary>A body to begin a ticket with: the sections that the gate to ready asks for, empty, in the record language.</summary>
    public string Template => _headings.Template;

    /// <summary>Makes the folders of tickets and objectives where they are missing; answers those it made. <c>store_failed</c> where the system refuses.</summary>
    public Result<IReadOnlyList<string>> Initialize() => StorePaths.Make([Root, Objectives.Root]);

    /// <summary>Every ticket in order of id. One that cannot be read is a listing with its <see cref="TicketListing.Diagnostic"/>. <c>store_failed</c> where the folder cannot be listed.</summary>
    public async Task<Result<IReadOnlyList<TicketListing>>> ListAsync(CancellationToken ct) =>
        (await _index.SettleAsync(ct)).TryGet(out var all, out var fault) ? all.Entries.Select(e => e.Listing).ToArray() : fault;

    /// <summary>A page of the tickets that fit a query: <c>invalid</c>, <c>store_failed</c>.</summary>
    public Task<Result<TicketPage>> ListAsync(TicketQuery query, CancellationToken ct) => _queries.ListAsync(query, ct);

    /// <summary>The same without a wait where the index is up to date; else false, and <paramref name="pending"/> is to be waited for.</summary>
    public bool TryList(TicketQuery query, out Result<TicketPage> page, [NotNullWhen(false)] out Task<Result<TicketPage>>? pending, CancellationToken ct) =>
        _queries.TryList(query, out page, out pending, ct);

    /// <summary>The same for a query with texts, with the first lines that hold one of them: <c>invalid</c>, <c>store_failed</c>.</summary>
    public Task<Result<TicketHitPage>> SearchAsync(TicketQuery query, int linesPerTicket, CancellationToken ct) => _queries.SearchAsync(query, linesPerTicket, ct);

    /// <summary>A ticket as it stands: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c> (a thread over 100 MiB), <c>conflict</c> where it never stops changing, <c>store_failed</c>.</summary>
    public Task<Result<Ticket>> ReadAsync(TicketId id, CancellationToken ct) => _reader.ReadAsync(id, ct);

    /// <summary>The ticket that a full id or an unambiguous beginning or end of at least 4 characters names: <c>invalid</c>, <c>not_found</c>, <c>ambiguous_id</c>.</summary>
    public Result<TicketId> Resolve(string text) => Abbreviation.Find("ticket", text, _paths);

    /// <summary>Creates a ticket in planning, and the store's folder where it is missing: <c>invalid</c>, <c>too_large</c>, <c>ticket_store_locked</c>, <c>disk_full</c>, <c>store_failed</c>.</summary>
    public Task<Result<Ticket>> CreateAsync(NewTicket ticket, CancellationToken ct) => _create.RunAsync(ticket, ct);

    /// <summary>
    /// Edits title, body or fields and tells of it with what was there before, as one change; an edit that changes nothing writes nothing. Every state but closed allows it.
    /// <c>gate_refused</c> (closed), <c>stale_state</c>, <c>conflict</c> (another revision than the caller saw), and the faults of <see cref="AppendAsync"/>.
    /// </summary>
    public async Task<Result<Ticket>> EditAsync(TicketId id, TicketEdit edit, CancellationToken ct) => EditTicket.Check(edit) is { } fault
        ? fault
        : await _writer.ChangeAsync(id, edit.Operation, scene => Task.FromResult(EditTicket.Decide(edit, _headings, scene)), ct);

    /// <summary>Appends an event: <c>invalid</c>, <c>too_large</c>, <c>not_found</c>, <c>ticket_unreadable</c>, <c>ticket_store_locked</c>, <c>conflict</c> with a hand's edit, <c>disk_full</c>, <c>store_failed</c>.</summary>
    public async Task<Result<Ticket>> AppendAsync(TicketId id, NewThreadEvent e, CancellationToken ct) => AppendEvent.Check(e) is { } fault
        ? fault
        : await _writer.ChangeAsync(id, e.Operation, scene => Task.FromResult<Result<Draft>>(AppendEvent.Decide(e, _headings, scene.Now)), ct);

    /// <summary>Adds a plan record and tells of it in the thread, as one change. Faults as of <see cref="AppendAsync"/>.</summary>
    public async Task<Result<Ticket>> RecordPlanAsync(TicketId id, NewPlanRecord record, CancellationToken ct) => RecordPlan.Check(id, record, _paths.Exists) is { } fault
        ? fault
        : await _writer.ChangeAsync(id, record.Operation, scene => Task.FromResult<Result<Draft>>(RecordPlan.Decide(record, _headings, scene)), ct);

    /// <summary>
    /// Adds a relation and tells of it in the thread, as one change: <c>relation_cycle</c> (naming the tickets that would wait for each other),
    /// <c>conflict</c> where it is there already, <c>not_found</c> for the target too, and the faults of <see cref="AppendAsync"/>.
    /// </summary>
    public async Task<Result<Ticket>> AddRelationAsync(TicketId id, NewRelation relation, CancellationToken ct) => RelateTickets.Check(id, relation) is { } fault
        ? fault
        : await _writer.ChangeAsync(id, relation.Operation, scene => _relate.AddAsync(scene, relation, ct), ct);

    /// <summary>Removes a relation of the ticket's own and tells of it in the thread, as one change: <c>not_found</c> where it has none such, and the faults of <see cref="AppendAsync"/>.</summary>
    public async Task<Result<Ticket>> RemoveRelationAsync(TicketId id, string kind, TicketId target, string author, OperationId? operation, CancellationToken ct) =>
        RelateTickets.CheckRemoval(kind, author) is { } fault
            ? fault
            : await _writer.ChangeAsync(id, operation, scene => Task.FromResult(_relate.Remove(scene, kind, target, author, operation)), ct);

    /// <summary>The relations of a ticket: its own in the order of the file, then those others recorded of it, seen from here. Faults: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public Task<Result<IReadOnlyList<RelationView>>> RelationsAsync(TicketId id, CancellationToken ct) => _relations.OfAsync(id, ct);

    /// <summary>
    /// Takes a step of the state table: <c>stale_state</c>, <c>no_such_transition</c>, <c>gate_refused</c> (naming all that is missing), and the faults of
    /// <see cref="AppendAsync"/>. Closing a closed ticket answers it as it stands; reopening one keeps its resolution as artifacts/resolution-N.md.
    /// </summary>
    public async Task<Result<Ticket>> TransitionAsync(TicketId id, Transition transition, CancellationToken ct) => TransitionTicket.Check(transition) is { } fault
        ? fault
        : await _writer.ChangeAsync(id, transition.Operation, scene => DecideAsync(scene.Ticket, scene.Now, transition, ct), ct);

    /// <summary>
    /// Whether <see cref="TransitionAsync"/> would take the step now; nothing is written and no lock is taken. Null where it would, else its refusal: <c>stale_state</c>,
    /// <c>no_such_transition</c>, <c>gate_refused</c>, <c>invalid</c>, <c>too_large</c>, or why the ticket cannot be read.
    /// </summary>
    public async Task<Fault?> CheckAsync(TicketId id, Transition transition, CancellationToken ct)
    {
        if (TransitionTicket.Check(transition) is { } invalid) return invalid;
        return (await _reader.ReadAsync(id, ct)).TryGet(out var ticket, out var fault) ? await CheckAsync(ticket, transition, ct) : fault;
    }

    /// <summary>The same for a ticket that was read, for a caller that asks about several steps.</summary>
    public async Task<Fault?> CheckAsync(Ticket ticket, Transition transition, CancellationToken ct) =>
        TransitionTicket.Check(transition) ?? (await DecideAsync(ticket, RecordTime.WholeSecond(_time.GetUtcNow()), transition, ct)).Fault;

    /// <summary>The tickets a ticket waits for, in order: those neither done nor closed; an unknown one counts. Faults: <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public async Task<Result<IReadOnlyList<TicketId>>> BlockersAsync(TicketId id, CancellationToken ct) =>
        (await _blockers.OfAsync(id, ct)).TryGet(out var blockers, out var fault) ? blockers.Select(b => b.Id).ToList() : fault;

    /// <summary>What scheduling needs to know of every ticket, in order of id, for <see cref="Startable"/> and <see cref="Why"/>. What cannot be read is told by the ticket's diagnostic; <c>store_failed</c> where the folder cannot be listed.</summary>
    public async Task<Result<IReadOnlyList<TicketFacts>>> FactsAsync(CancellationToken ct) =>
        (await _index.SettleAsync(ct)).TryGet(out var all, out var fault) ? all.Facts : fault;

    /// <summary>
    /// Writes a file under the ticket's artifacts, durably and at once. The same bytes again are fine; other bytes under <c>receipts/</c> are a
    /// <c>conflict</c>, unless they are output whose receipt (the same name, <c>.json</c>) is not there yet. Also <c>invalid</c> (the name), <c>too_large</c>, <c>not_found</c>, <c>ticket_unreadable</c> (a symbolic link), <c>ticket_store_locked</c>, <c>disk_full</c>, <c>store_failed</c>.
    /// </summary>
    public Task<Fault?> WriteArtifactAsync(TicketId id, string name, ReadOnlyMemory<byte> content, CancellationToken ct) => _artifacts.WriteAsync(id, name, content, ct);

    /// <summary>A file under the ticket's artifacts: <c>invalid</c>, <c>not_found</c>, <c>too_large</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public Task<Result<ReadOnlyMemory<byte>>> ReadArtifactAsync(TicketId id, string name, CancellationToken ct) => _artifacts.ReadAsync(id, name, ct);

    /// <summary>The files under the ticket's artifacts, or under one folder of them, in order of their names; links are left out. <c>invalid</c>, <c>not_found</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public Result<IReadOnlyList<ArtifactFile>> Artifacts(TicketId id, string? folder = null) => _artifacts.List(id, folder);

    /// <summary>
    /// The changes of tickets from the first step of the enumeration on, by whomever. Several changes of one ticket may be told as one. File events make it quick
    /// where the system has them; a scan every <paramref name="scanInterval"/>, less often where scans are long, finds the rest. While it runs, questions about all
    /// tickets are answered without looking at their files.
    /// </summary>
    public async IAsyncEnumerable<TicketChange> WatchAsync(TimeSpan scanInterval, [EnumeratorCancellation] CancellationToken ct)
    {
        // Each enumeration has a watch of its own.
        await foreach (var change in new TicketWatch(_paths, _index, _time, scanInterval).RunAsync(ct)) yield return change;
    }

    /// <summary>Saves the index and frees the store's lock object; call it when no operation runs.</summary>
    public void Dispose()
    {
        _index.Dispose();
        _writer.Dispose();
    }

    private async Task<Result<Draft>> DecideAsync(Ticket ticket, DateTimeOffset now, Transition transition, CancellationToken ct)
    {
        if (TransitionTicket.Compare(ticket, transition) is not { } compared) return Draft.Nothing;
        if (!compared.TryGet(out var rule, out var fault)) return fault;
        IReadOnlyList<Blocker>? blockers = [];
        if (rule.AsksForBlockers && !(await _blockers.OfAsync(ticket.Id, ct)).TryGet(out blockers, out fault)) return fault;
        var archive = rule.Effect == Effect.Reopen && ticket.Resolution is not null ? ResolutionArchive.FreeName(_paths, ticket.Id) : null;
        return TransitionTicket.Decide(rule, new(ticket, transition, blockers), _headings, now, archive);
    }
}
