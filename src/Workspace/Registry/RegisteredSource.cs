using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A source and what was last heard of it. What is known of its Workers is a projection, to show while it is away; it decides nothing.</summary>
internal sealed class RegisteredSource(IRuntimeSource source, DateTimeOffset now)
{
    /// <summary>Workers kept of a source at most.</summary>
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<WorkerId, WorkerSummary> _known = new();
    private volatile SourceHealth _health = new(null, now, null);

    public IRuntimeSource Source { get; } = source;

    public RuntimeId Id => Source.About.Id;

    public SourceHealth Health => _health;

    /// <summary>The Workers it was last known to have, in order of their ids.</summary>
    public IReadOnlyList<WorkerSummary> Known => [.. _known.Values.OrderBy(w => w.Id.Value)];

    public WorkerSummary? KnownOf(WorkerId worker) => _known.GetValueOrDefault(worker);

    /// <summary>Takes note of what it answered; true where whether it answers is news.</summary>
    public bool Heard(Result<RuntimeSummary> answer, DateTimeOffset at)
    {
        var isNews = _health.Problem?.Code != answer.Fault?.Code;
        _health = answer.TryGet(out var summary, out var problem) ? new(null, isNews ? at : _health.Since, summary) : new(problem, isNews ? at : _health.Since, null);
        return isNews;
    }

    public void Keep(WorkerSummary worker)
    {
        // The one in this process is never away.
        if (Source.About.Kind == RuntimeKind.Embedded) return;
        if (_known.Count < MostKnown || _known.ContainsKey(worker.Id)) _known[worker.Id] = worker;
    }

    public void Forget(WorkerId worker) => _known.TryRemove(worker, out _);

    /// <summary>All there are: what is known and not among them is no more.</summary>
    public void Keep(IReadOnlyCollection<WorkerSummary> all)
    {
        var there = all.Select(w => w.Id).ToHashSet();
        foreach (var gone in _known.Keys.Where(id => !there.Contains(id))) Forget(gone);
        foreach (var worker in all) Keep(worker);
    }
}

/// <summary>Whether a source answers.</summary>
/// <param name="Problem">Why it does not; null where it does.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="Summary">What it said of itself last; null where it does not answer, or was not asked yet.</param>
internal sealed record SourceHealth(Fault? Problem, DateTimeOffset Since, RuntimeSummary? Summary);
