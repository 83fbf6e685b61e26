using System.Collections.Concurrent;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The attempts' streams and their folds. Appends are compare-and-set on the version the caller saw.</summary>
internal sealed class AttemptStore(IJournal journal, TimeProvider time)
{
    private const string Category = "attempts";

    private readonly ConcurrentDictionary<TicketId, AttemptState> _newest = new();
    private readonly ConcurrentDictionary<AttemptId, DateTimeOffset> _opened = new();

    /// <summary>Called after each committed change, with the new state. Must not block.</summary>
    public event Action<AttemptState>? Changed;

    /// <summary>The newest attempt of each ticket that has one.</summary>
    public IReadOnlyCollection<AttemptState> All => [.. _newest.Values];

    /// <summary>Every attempt and when it began.</summary>
    public IReadOnlyCollection<KeyValuePair<AttemptId, DateTimeOffset>> Opened => [.. _opened];

    /// <summary>Reads the newest attempt of every ticket.</summary>
    public async Task<Fault?> LoadAsync(CancellationToken cancellationToken)
    {
        StreamId? after = null;
        for (var more = true; more;)
        {
            if (!(await journal.StreamsAsync(new(Category, after), cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var head in page.Heads)
            {
                after = head.Stream;
                if (head.Diagnostic is not null || !AttemptId.TryParse(head.Stream.Name, out var id)) continue;
                if (!(await ReadAsync(id, cancellationToken)).TryGet(out var state, out fault)) return fault;
                _opened[id] = state.OpenedAt;
                if (!_newest.TryGetValue(id.Ticket, out var known) || known.Id.Number < id.Number) _newest[id.Ticket] = state;
            }

            more = page.More;
        }

        return null;
    }

    /// <summary>The newest attempt at a ticket.</summary>
    public AttemptState? Newest(TicketId ticket) => _newest.GetValueOrDefault(ticket);

    /// <summary>An attempt, the newest or an earlier one: <c>not_found</c>, a fault of the journal.</summary>
    public async Task<Result<AttemptState>> FindAsync(AttemptId id, CancellationToken cancellationToken)
    {
        if (Newest(id.Ticket) is { } newest && newest.Id == id) return newest;
        return _opened.ContainsKey(id) ? await ReadAsync(id, cancellationToken) : new Fault(FaultCodes.NotFound, $"There is no attempt {id.Number} at ticket {id.Ticket}.");
    }

    /// <summary>The attempt a Worker belongs to.</summary>
    public AttemptState? Of(WorkerRef worker) => _newest.Values.FirstOrDefault(a => a.Coder?.Ref == worker || a.Reviewer?.Ref == worker);

    /// <summary>Appends one event to the state the caller saw; <c>conflict</c> where the attempt has moved since.</summary>
    public async Task<Result<AttemptState>> AppendAsync(AttemptState seen, AttemptEvent e, CancellationToken cancellationToken)
    {
        e = e with { At = time.GetUtcNow() };
        var next = AttemptFold.Apply(seen, e);
        var data = JsonSerializer.SerializeToUtf8Bytes(e, ControlJson.Default.AttemptEvent);
        var append = new Append
        {
            ExpectedVersion = seen.Version,
            Events = [new(TypeOf(data), data)],
            Head = JsonSerializer.SerializeToUtf8Bytes(new AttemptHead(next.Step, next.Open), ControlJson.Default.AttemptHead),
        };
        var appended = await journal.AppendAsync(Stream(seen.Id), append, cancellationToken);
        if (appended.Fault is { } fault) return fault;
        _newest[next.Id.Ticket] = next;
        _opened[next.Id] = next.OpenedAt;
        Changed?.Invoke(next);
        return next;
    }

    /// <summary>All that happened in an attempt, in order; an attempt has tens of events, not thousands.</summary>
    public async Task<Result<List<AttemptEvent>>> EventsAsync(AttemptId id, CancellationToken cancellationToken)
    {
        var events = new List<AttemptEvent>();
        for (var more = true; more;)
        {
            if (!(await journal.ReadAsync(Stream(id), new() { After = events.Count }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            events.AddRange(page.Events.Select(stored => JsonSerializer.Deserialize(stored.Data.Span, ControlJson.Default.AttemptEvent)!));
            more = page.More;
        }

        return events;
    }

    private static StreamId Stream(AttemptId id) => new(Category, id.ToString());

    private static string TypeOf(byte[] data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.GetProperty("type").GetString()!;
    }

    private async Task<Result<AttemptState>> ReadAsync(AttemptId id, CancellationToken cancellationToken) =>
        (await EventsAsync(id, cancellationToken)).TryGet(out var events, out var fault) ? events.Aggregate(new AttemptState { Id = id }, AttemptFold.Apply) : fault;
}
