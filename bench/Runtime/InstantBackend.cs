using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>A backend that does nothing: each run is over at once, or lasts until it is interrupted.</summary>
internal sealed class InstantBackend(bool holds = false) : IWorkerExecutionBackend, IWorkerExecution
{
    private static readonly HashSet<InputKind> Kinds = [InputKind.User];

    private readonly TaskCompletionSource<RunEnd> _never = new();

    public string BackendId => "bench";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(new WorkerConnection(this, Kinds));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(new WorkerConnection(this, Kinds));

    public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken) =>
        new(new Dispatched(holds ? _never.Task : Task.FromResult(new RunEnd(RunOutcome.Completed))));

    public ValueTask InterruptAsync(CancellationToken cancellationToken) => default;

    public ValueTask StopAsync(CancellationToken cancellationToken) => default;
}
