using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person reads of tickets beyond a single page of one. Lists come from the index, not from the tickets' files.</summary>
public sealed class TicketReading
{
    /// <summary>The most tickets, plan records or objectives on a page.</summary>
    public const int MostRows = 200;

    /// <summary>The largest artifact that is answered, in bytes.</summary>
    public const int MostArtifact = 4 * 1024 * 1024;

    private const int MostHits = 5;
    private const int MostNodes = 1_000;
    private const int MostQueued = 500;
    private const int MostFindings = 500;

    private readonly TicketStore _tickets;
    private readonly TicketDoctor _doctor;
    private readonly Func<int> _free;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task> _commit;

    internal TicketReading(TicketStore tickets, Func<int> free, Func<string, CancellationToken, Task> commit, TimeProvider time)
    {
        (_tickets, _free, _commit, _time) = (tickets, free, commit, time);
        _doctor = TicketDoctor.Open(new() { Root = tickets.Root, Objectives = tickets.Objectives.Root, Time = time });
    }

    /// <summary>A page of the tickets that fit a query, with the lines found where it has texts: <c>invalid</c> (more than <see cref="MostRows"/> at once too), <c>store_failed</c>.</summary>
    public async ValueTask<Result<TicketListPage>> ListAsync(TicketFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!filter.Query(_time.GetUtcNow()).TryGet(out var query, out var fault)) return fault;
        if (query.Texts.Count == 0)
            return (await _tickets.ListAsync(query, cancellationToken)).TryGet(out var page, out fault) ? new TicketListPage([.. page.Tickets.Select(RowViews.Of)], page.Next) : fault;
        return (await _tickets.SearchAsync(query, MostHits, cancellationToken)).TryGet(out var hits, out var unsearched)
            ? new TicketListPage([.. hits.Hits.Select(RowViews.Of)], hits.Next, hits.Unsearched.Count)
            : unsearched;
    }

    /// <summary>The queued tickets in the order in which they are to start: <c>store_failed</c>.</summary>
    public async ValueTask<Result<StartablePage>> StartableAsync(CancellationToken cancellationToken)
    {
        if (!(await _tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out var fault)) return fault;
        var judged = Startable.Judge(facts);
        var shown = judged.Take(MostQueued).ToList();
        var titles = facts.Where(f => f.State == TicketState.Queued).ToDictionary(f => f.Id, f => f.Title);
        return new StartablePage(
            [.. shown.Select(j => new StartableView(j.Ticket, titles[j.Ticket], j.Order, j.CanStart, [.. j.Reasons.Select(WaitViews.Of)]))], judged.Count > shown.Count, _free());
    }

    /// <summary>What a ticket waits for, as a tree: <c>not_found</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<WhyView>> WhyAsync(TicketId id, CancellationToken cancellationToken)
    {
        if (!(await _tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out var fault)) return fault;
        if (!facts.Any(f => f.Id == id)) return NotFound(id);
        var tree = Why.Tree(id, facts);
        return new WhyView([.. tree.Take(MostNodes).Select(WaitViews.Of)], tree.Count > MostNodes);
    }

    /// <summary>A ticket's relations: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<RelationPage>> RelationsAsync(TicketId id, CancellationToken cancellationToken) =>
        (await _tickets.RelationsAsync(id, cancellationToken)).TryGet(out var relations, out var fault)
            ? new RelationPage(id, [.. relations.Take(MostNodes).Select(TicketViews.Of)], relations.Count > MostNodes)
            : fault;

    /// <summary>A ticket's plan records: <c>not_found</c>, <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<PlanPage>> PlansAsync(TicketId id, CancellationToken cancellationToken) =>
        (await _tickets.ReadAsync(id, cancellationToken)).TryGet(out var ticket, out var fault) ? Plans(ticket) : fault;

    /// <summary>A ticket's artifacts by name: <c>not_found</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public Result<ArtifactPage> Artifacts(TicketId id) => _tickets.Artifacts(id).TryGet(out var files, out var fault)
        ? new ArtifactPage(id, [.. files.Take(MostNodes).Select(f => new ArtifactView(f.Name, f.Bytes))], files.Count > MostNodes)
        : fault;

    /// <summary>An artifact's bytes: <c>invalid</c>, <c>not_found</c>, <c>too_large</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<ReadOnlyMemory<byte>>> ArtifactAsync(TicketId id, string name, CancellationToken cancellationToken)
    {
        if (!(await _tickets.ReadArtifactAsync(id, name, cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        return bytes.Length <= MostArtifact ? bytes : new Fault(FaultCodes.TooLarge, $"The artifact is larger than {MostArtifact / 1024 / 1024} MiB; read it in the ticket's folder.");
    }

    /// <summary>What is wrong with the files of all tickets, or of one: <c>not_found</c>.</summary>
    public async ValueTask<Result<DoctorView>> DoctorAsync(TicketId? only, CancellationToken cancellationToken) => await DoctorAsync(only, _doctor.CheckAsync, cancellationToken);

    /// <summary>The same after what needs no guess was mended: <c>not_found</c>.</summary>
    public async ValueTask<Result<DoctorView>> FixAsync(TicketId? only, CancellationToken cancellationToken) => await DoctorAsync(only, FixedAsync, cancellationToken);

    internal static PlanPage Plans(Ticket ticket)
    {
        var omitted = Math.Max(0, ticket.Plans.Count - MostRows);
        return new(ticket.Id, [.. ticket.Plans.Skip(omitted).Select(RowViews.Of)], omitted);
    }

    private static Fault NotFound(TicketId id) => new(FaultCodes.NotFound, $"There is no ticket {id}.");

    private async Task<DoctorReport> FixedAsync(TicketId? only, CancellationToken cancellationToken)
    {
        var report = await _doctor.FixAsync(only, cancellationToken);
        if (report.Fixed > 0) await _commit("doctor: mend", cancellationToken);
        return report;
    }

    private async ValueTask<Result<DoctorView>> DoctorAsync(TicketId? only, Func<TicketId?, CancellationToken, Task<DoctorReport>> look, CancellationToken cancellationToken)
    {
        if (only is { } id && _tickets.Resolve($"{id}").Fault is { } unknown) return unknown;
        return RowViews.Of(await look(only, cancellationToken), MostFindings);
    }
}
