using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What the parts of one open runtime share.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer the source holds nothing, and late work may still look at it.")]
internal sealed class RuntimeScope
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopped;

    public RuntimeScope(WorkerRuntimeOptions options, Guid store, CoalescedHints<WorkerId, WorkerId> hints)
    {
        (Options, Store, Hints, Logger, StartedAt) = (options, store, hints, options.Logger ?? NullLogger.Instance, options.Time.GetUtcNow());
        Workers = new(this);
        Recorder = new(options.Journal, options.Time, Hints);
        History = new(options.Journal);
        Background = new(Logger);
        Backend = new(options, Background, Logger);
    }

    public static Fault StoppedFault { get; } = new(FaultCodes.RuntimeStopped, "The runtime is stopped; start it again.");

    public WorkerRuntimeOptions Options { get; }

    /// <summary>The store's id, as cursors carry it.</summary>
    public Guid Store { get; }

    public ILogger Logger { get; }

    public DateTimeOffset StartedAt { get; }

    public CoalescedHints<WorkerId, WorkerId> Hints { get; }

    /// <summary>What opening found wrong in the store.</summary>
    public ConcurrentQueue<RuntimeDiagnostic> Diagnostics { get; } = [];

    public Recorder Recorder { get; }

    public WorkerHistory History { get; }

    public BackgroundWork Background { get; }

    public BackendCalls Backend { get; }

    /// <summary>No new work is taken.</summary>
    public bool Stopped => _stopped;

    /// <summary>Ends waits that only retry.</summary>
    public CancellationToken Lifetime => _lifetime.Token;

    public LoadedWorkers Workers { get; }

    /// <summary>Completes when nothing is waited for any more.</summary>
    public Task Ended => _ended.Task;

    public void Stop() => _stopped = true;

    public void End()
    {
        _ended.TrySetResult();
        // Not awaited: it runs what others registered.
        _ = _lifetime.CancelAsync();
    }
}
