using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Yoi.Journal.Implementing;

namespace Yoi.Runtime;

/// <summary>Work that nobody awaits at once: remembered until it ends, so that closing can wait for it, and never failing unseen.</summary>
internal sealed partial class BackgroundWork(ILogger logger)
{
    private readonly ConcurrentDictionary<Task, byte> _running = [];

    public Task Run(Func<Task> work)
    {
        var task = SameScheduler.Run(() => WatchAsync(work));
        _running[task] = 0;
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>All that runs now has ended.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_running.Keys);

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            WorkFailed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Background work of the runtime failed")]
    private static partial void WorkFailed(ILogger logger, Exception exception);
}
