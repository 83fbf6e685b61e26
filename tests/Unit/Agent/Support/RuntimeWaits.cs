using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent;

internal static class RuntimeWaits
{
    /// <summary>Waits for a Worker's summary to be so.</summary>
    public static async Task<WorkerSummary> UntilAsync(this WorkerRuntime runtime, WorkerId id, Func<WorkerSummary, bool> so)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var hints = runtime.Observation.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = hints.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var summary = (await runtime.Workers.GetAsync(id, enough.Token)).Value;
                if (so(summary)) return summary;
                (await next.WaitAsync(TimeSpan.FromSeconds(30), enough.Token)).ShouldBeTrue();
                next = hints.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await enough.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
