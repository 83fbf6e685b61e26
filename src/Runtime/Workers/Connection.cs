using System.Diagnostics.CodeAnalysis;
using Yoi.Journal.Implementing;

namespace Yoi.Runtime;

/// <summary>A Worker's execution and what belongs to it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer the source holds nothing, and a late execution may still look at it.")]
internal sealed class Connection(WorkerConnection link, WorkerSink sink)
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task? _stopping;

    public WorkerConnection Link { get; } = link;

    public WorkerSink Sink { get; } = sink;

    /// <summary>Ends the execution, once: a second caller awaits the same end.</summary>
    public Task StopOnce()
    {
        Sink.Close();
        lock (_lock) return _stopping ??= Begin();
    }

    /// <summary>Tells an execution that did not end in time to give up.</summary>
    public void GiveUp() => _ = _stop.CancelAsync();

    private Task Begin()
    {
        var stopping = SameScheduler.Run(async () => await Link.Execution.StopAsync(_stop.Token));
        // How it ends when it was given up is of no interest, but must not go unobserved.
        _ = stopping.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return stopping;
    }
}
