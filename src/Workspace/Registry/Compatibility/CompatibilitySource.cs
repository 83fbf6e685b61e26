using System.Runtime.CompilerServices;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The older program's Workers, shown from its records. Nothing here has authority over them, so whatever would act, or needs a history, is <c>operation_unsupported</c>.</summary>
public sealed class CompatibilitySource : IRuntimeSource
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly OlderRecordsReader _records;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _since;

    /// <summary>Reads when asked.</summary>
    /// <param name="id">The name the registry knows it by.</param>
    /// <param name="folder">The older program's data folder.</param>
    /// <param name="workspaceRoot">The workspace whose Workers are shown.</param>
    /// <param name="time">The clock.</param>
    public CompatibilitySource(RuntimeId id, string folder, string workspaceRoot, TimeProvider time)
    {
        About = new(id, RuntimeKind.Compatibility);
        (_records, _time, _since) = (new(id, folder, workspaceRoot, time), time, time.GetUtcNow());
    }

    /// <inheritdoc />
    public SourceInfo About { get; }

    /// <inheritdoc />
    public async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken)
    {
        if (command is not (RuntimeCommand.Describe or RuntimeCommand.List or RuntimeCommand.Get)) return Unsupported;
        if (!(await Task.Run(_records.Read, cancellationToken)).TryGet(out var read, out var fault)) return fault;
        return command switch
        {
            RuntimeCommand.Describe => new RuntimeReply { Runtime = Summary(), Diagnostics = read.Diagnostics },
            RuntimeCommand.List { Query: var query } => Page(read.Workers, query) with { Diagnostics = query.After is null ? read.Diagnostics : [] },
            RuntimeCommand.Get get when read.Workers.FirstOrDefault(w => w.Id == get.Worker) is { } worker => new RuntimeReply { Workers = [worker] },
            _ => new Fault(FaultCodes.UnknownWorker, "The older program has no such Worker for this workspace."),
        };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await AskAsync(new RuntimeCommand.Get(worker), cancellationToken);
        yield return new ClosedFrame(known.Fault ?? Unsupported);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WorkerId> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, _time);
        var before = _records.Stamps();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = _records.Stamps();
            foreach (var changed in now.Keys.Union(before.Keys).Where(id => !now.TryGetValue(id, out var at) || !before.TryGetValue(id, out var was) || at != was)) yield return changed;
            before = now;
        }
    }

    private static Fault Unsupported { get; } = new(FaultCodes.Unsupported, "The older program's Workers are only shown here; use that program.");

    private static RuntimeReply Page(IReadOnlyList<WorkerSummary> workers, WorkerQuery query)
    {
        // Deleted ones are gone with their folder.
        var behind = query.Deleted ? [] : workers.Where(w => query.After is not { } after || w.Id.Value.CompareTo(after.Value) > 0).ToList();
        var page = behind.Take(Math.Clamp(query.Limit, 1, WorkerQuery.MostWorkers)).ToList();
        return new() { Workers = page, Next = page.Count < behind.Count ? page[^1].Id : null };
    }

    private RuntimeSummary Summary() =>
        new() { Id = About.Id, State = RuntimeState.Stopped, StartedAt = _since, Loaded = 0, Connected = 0, Busy = 0, Waiting = 0 };
}
