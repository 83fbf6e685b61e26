using Microsoft.Extensions.Logging;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Calls a backend so that it can neither hang, block nor throw into the runtime.</summary>
internal sealed partial class BackendCalls(WorkerRuntimeOptions options, BackgroundWork background, ILogger logger)
{
    /// <summary>
    /// One call within the deadline. A call that is given up (deadline or <paramref name="cancellationToken"/>) is cancelled and handed to
    /// <paramref name="abandon"/>, which undoes what it may still bring about.
    /// </summary>
    public async ValueTask<Result<T>> CallAsync<T>(
        string what, Func<CancellationToken, ValueTask<Result<T>>> call, Func<Task<Result<T>>, Task> abandon, CancellationToken cancellationToken)
        where T : notnull
    {
        var cancel = new CancellationTokenSource();
        // Beside this one: a backend may block before its first await.
        var task = SameScheduler.Run(async () => await call(cancel.Token));
        await ((Task)task).WaitAsync(options.BackendDeadline, options.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (task.IsCompleted) return await AnswerAsync(what, task);
        // Not awaited: what a backend does when cancelled is its own time.
        _ = cancel.CancelAsync();
        _ = background.Run(() => abandon(task));
        cancellationToken.ThrowIfCancellationRequested();
        GivenUp(logger, what, options.BackendDeadline);
        return TimedOut(what);
    }

    /// <summary>Ends an execution within the deadline; after that it is told to give up, and calling again awaits the same end.</summary>
    public async ValueTask<Fault?> StopAsync(Connection connection, CancellationToken cancellationToken)
    {
        var stopping = connection.StopOnce();
        await stopping.WaitAsync(options.BackendDeadline, options.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (stopping.IsCompletedSuccessfully) return null;
        if (stopping.IsCompleted)
        {
            var exception = stopping.Exception?.InnerException ?? new TaskCanceledException(stopping);
            Threw(logger, "stop", exception);
            return Failed("stop", exception);
        }

        cancellationToken.ThrowIfCancellationRequested();
        connection.GiveUp();
        GivenUp(logger, "stop", options.BackendDeadline);
        return TimedOut("stop");
    }

    /// <summary>What a backend's exception is to a caller.</summary>
    public static Fault Failed(string what, Exception exception) =>
        new(FaultCodes.BackendFailed, $"The execution backend failed to {what}: {exception.Message}");

    /// <summary>The name of a backend, 1 to 128 characters.</summary>
    public Result<string> NameOf(IWorkerExecutionBackend backend)
    {
        try
        {
            return backend.BackendId is { Length: >= 1 and <= 128 } name ? name : Silent("name itself");
        }
        catch (Exception exception)
        {
            Threw(logger, "name itself", exception);
            return Failed("name itself", exception);
        }
    }

    private static Fault Silent(string what) => new(FaultCodes.BackendFailed, $"The execution backend failed to {what}: it answered nothing that can be used.");

    private async ValueTask<Result<T>> AnswerAsync<T>(string what, Task<Result<T>> task)
        where T : notnull
    {
        try
        {
            var result = await task;
            if (result.TryGet(out var value, out var fault)) return value is null ? Silent(what) : result;
            return FaultText.IsWhole(fault) ? result : Silent(what);
        }
        catch (Exception exception)
        {
            Threw(logger, what, exception);
            return Failed(what, exception);
        }
    }

    private Fault TimedOut(string what) =>
        new(FaultCodes.Timeout, $"The execution backend did not {what} within {options.BackendDeadline.TotalSeconds:0.###} seconds; the call was given up.");

    [LoggerMessage(LogLevel.Warning, "The execution backend did not {What} within {Deadline}")]
    private static partial void GivenUp(ILogger logger, string what, TimeSpan deadline);

    [LoggerMessage(LogLevel.Error, "The execution backend threw on {What}")]
    private static partial void Threw(ILogger logger, string what, Exception exception);
}
