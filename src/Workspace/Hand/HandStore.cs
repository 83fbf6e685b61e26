using System.Collections.Concurrent;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The streams of Workers made by hand and their folds. Appends are compare-and-set on the version the caller saw.</summary>
internal sealed class HandStore(IJournal journal, TimeProvider time)
{
    private const string Category = "hand_workers";

    private readonly ConcurrentDictionary<WorkerId, HandState> _states = new();

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<HandState> All => [.. _states.Values];

    /// <summary>Reads them; each has a handful of events.</summary>
    public async Task<Fault?> LoadAsync(CancellationToken cancellationToken)
    {
        StreamId? after = null;
        for (var more = true; more;)
        {
            if (!(await journal.StreamsAsync(new(Category, after), cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var head in page.Heads)
            {
                after = head.Stream;
                if (head.Diagnostic is not null || !WorkerId.TryParse(head.Stream.Name, null, out var id)) continue;
                if (!(await ReadAsync(id, cancellationToken)).TryGet(out var state, out fault)) return fault;
                _states[id] = state;
            }

            more = page.More;
        }

        return null;
    }

    /// <summary>The one of that id, intended or not.</summary>
    public HandState Of(WorkerId worker) => _states.GetValueOrDefault(worker) ?? new() { Id = worker };

    /// <summary>The one a runtime knows by that name; null where the Worker was not made by hand.</summary>
    public HandState? Of(WorkerRef worker) => _states.TryGetValue(worker.Worker, out var state) && state.Intended?.Runtime == worker.Runtime ? state : null;

    /// <summary>Appends one event to the state the caller saw; <c>conflict</c> where it has moved since, and then <see cref="Of(WorkerId)"/> answers what holds now.</summary>
    public async Task<Result<HandState>> AppendAsync(HandState seen, HandEvent e, CancellationToken cancellationToken)
    {
        e = e with { At = time.GetUtcNow() };
        var append = new Append
        {
            ExpectedVersion = seen.Version,
            Events = [new(TypeOf(e), JsonSerializer.SerializeToUtf8Bytes(e, ControlJson.Default.HandEvent))],
        };
        if ((await journal.AppendAsync(Stream(seen.Id), append, cancellationToken)).Fault is { } fault)
        {
            // Whoever was faster may not have come as far as to say so here.
            if (fault.Code == FaultCodes.Conflict && (await ReadAsync(seen.Id, cancellationToken)).TryGet(out var now, out _)) Keep(now);
            return fault;
        }

        return Keep(HandState.Apply(seen, e));
    }

    /// <summary>Two who come here at once may come in either order; the newer state stays.</summary>
    private HandState Keep(HandState state) => _states.AddOrUpdate(state.Id, state, (_, known) => known.Version > state.Version ? known : state);

    private static StreamId Stream(WorkerId id) => new(Category, id.ToString());

    private static string TypeOf(HandEvent e) => e switch
    {
        HandEvent.Intended => "intended",
        HandEvent.WorktreeMade => "worktree_made",
        HandEvent.Created => "created",
        HandEvent.Told => "told",
        _ => "failed",
    };

    private async Task<Result<HandState>> ReadAsync(WorkerId id, CancellationToken cancellationToken)
    {
        var state = new HandState { Id = id };
        for (var more = true; more;)
        {
            if (!(await journal.ReadAsync(Stream(id), new() { After = state.Version }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var stored in page.Events) state = HandState.Apply(state, JsonSerializer.Deserialize(stored.Data.Span, ControlJson.Default.HandEvent)!);
            more = page.More;
        }

        return state;
    }
}
