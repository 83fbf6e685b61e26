using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Starts and stops a runtime, one after the other; what is asked of it meanwhile is asked of the session that is there.</summary>
internal sealed class RuntimeLife(WorkerRuntimeOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile RuntimeSession? _session;
    private volatile bool _isStopping;
    private bool _isClosed;

    public WorkerRuntimeOptions Options => options;

    /// <summary>Hints that Workers changed; they go on over stops and starts.</summary>
    public CoalescedHints<WorkerId, WorkerId> Hints { get; } = new();

    /// <summary>The session there is, or was last.</summary>
    public RuntimeSession Session => _session!;

    public RuntimeState State => !Session.Scope.Stopped ? RuntimeState.Running : _isStopping ? RuntimeState.Stopping : RuntimeState.Stopped;

    /// <summary>Starts what is stopped; what runs already runs on.</summary>
    public async ValueTask<Fault?> StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isClosed) return new(FaultCodes.RuntimeStopped, "The runtime was closed; open another on the same journal.");
            if (_session is { Scope.Stopped: false }) return null;
            if (!(await RuntimeSession.StartAsync(options, Hints, cancellationToken)).TryGet(out var session, out var fault)) return fault;
            _session = session;
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops what runs; a caller that leaves leaves it stopping.</summary>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        await SameScheduler.Run(StopInTurnAsync).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isClosed = true;
        await StopInTurnAsync();
        Hints.Complete();
    }

    private async Task StopInTurnAsync()
    {
        try
        {
            if (_session is not { Scope.Stopped: false } session) return;
            _isStopping = true;
            await session.StopAsync();
            _isStopping = false;
        }
        finally
        {
            _turn.Release();
        }
    }
}
