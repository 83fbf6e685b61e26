using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A run under way.</summary>
internal sealed class LiveRun(RunId id)
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _interrupted;

    public RunId Id { get; } = id;

    /// <summary>Its tool calls; changed under the Worker's gate.</summary>
    public CallLedger Calls { get; } = new();

    /// <summary>Somebody asked for its end.</summary>
    public bool InterruptRequested
    {
        get => _interrupted;
        set => _interrupted = value;
    }

    /// <summary>Completes when the backend has answered the dispatch.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Completes when its end is recorded.</summary>
    public Task Ended => _ended.Task;

    public void Begin() => _begun.TrySetResult();

    public void End() => _ended.TrySetResult();
}
