using Yoi.Journal;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// Lets Workers rest that have had nothing to do for so long: their executions end and their state leaves memory. The same rule says which Workers are connected when a runtime
/// opens: those that would not rest yet. Either way the next input finds its Worker.
/// </summary>
internal sealed class IdleRest(RuntimeScope scope, Connecting connecting)
{
    private const int AtOnce = 16;
    private const int Looks = 4;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _after = scope.Options.IdleAfter;

    /// <summary>Connects what is not to rest, then lets rest what is, until the runtime stops.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ConnectAsync();
            if (_after == Timeout.InfiniteTimeSpan) return;
            var pause = _after / Looks;
            while (true)
            {
                await Task.Delay(pause > Soonest ? pause : Soonest, scope.Options.Time, scope.Lifetime);
                Rest();
            }
        }
        catch (OperationCanceledException) when (scope.Stopped)
        {
            // The runtime stopped first; nobody waits for the rest.
        }
    }

    /// <summary>Some at a time; one that cannot be connected delays no other for longer than a deadline.</summary>
    private Task ConnectAsync() => scope.Options.Execution is null
        ? Task.CompletedTask
        : Parallel.ForEachAsync(
            RecentAsync(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = scope.Lifetime, TaskScheduler = SameScheduler.Current },
            async (id, token) =>
            {
                if (!(await scope.Workers.HoldAsync(id, token)).TryGet(out var hold, out _)) return;
                using (hold) await connecting.EnsureAsync(hold.Worker, token);
            });

    private async IAsyncEnumerable<WorkerId> RecentAsync()
    {
        var since = _after == Timeout.InfiniteTimeSpan ? DateTimeOffset.MinValue : scope.Options.Time.GetUtcNow() - _after;
        for (var query = new StreamQuery(WorkerHistory.Category); ;)
        {
            // Where the store refuses now, it refuses whoever asks for a Worker, and says so there.
            if (!(await scope.Options.Journal.StreamsAsync(query, scope.Lifetime)).TryGet(out var page, out _)) yield break;
            foreach (var stream in page.Heads)
            {
                if (WorkerHistory.WorkerOf(stream.Stream) is not { } id || !EventCodec.DecodeHead(stream).TryGet(out var head, out _)) continue;
                if (head.Desired == DesiredState.Active && (head.LastEventAt ?? head.CreatedAt) >= since) yield return id;
            }

            if (!page.More) yield break;
            query = query with { After = page.Heads[^1].Stream };
        }
    }

    private void Rest()
    {
        foreach (var worker in scope.Workers.All)
        {
            if (scope.Options.Time.GetElapsedTime(worker.UsedAt) < _after) continue;
            connecting.Rest(worker);
            scope.Workers.Release(worker);
        }
    }
}
