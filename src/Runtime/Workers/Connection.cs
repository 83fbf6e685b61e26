using System.Diagnostics.CodeAnalysis;

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
        lock (_lock) return _stopping ??= Task.Run(async () => await Link.Execution.StopAsync(_stop.Token));
    }

    /// <summary>Tells an execution that did not end in time to give up.</summary>
    public void GiveUp() => _ = _stop.CancelAsync();
}
