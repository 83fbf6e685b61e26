using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>A failure that the world made.</summary>
internal sealed class SimulatedFailure() : Exception("It failed as it was told to.");

/// <summary>A backend that answers, answers late, answers never, fails, throws.</summary>
internal sealed class SimulatedBackend(World world, SimulatedProcess process, Claims claims) : IWorkerExecutionBackend
{
    private static readonly HashSet<InputKind> Kinds = [InputKind.User, InputKind.Resume, InputKind.Steer];

    private readonly Dictionary<WorkerId, SimulatedExecution> _restored = [];

    /// <summary>Every execution that was handed over.</summary>
    public List<SimulatedExecution> All { get; } = [];

    public string BackendId => "simulated";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => ConnectAsync(context, cancellationToken);

    public async ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken)
    {
        // Two executions of one Worker would share its worktree.
        if (_restored.TryGetValue(context.Worker.Worker, out var before) && !before.MayBeReplaced)
            throw new InvalidOperationException($"Worker {context.Worker.Worker} is restored while its execution is not stopped.");
        return await ConnectAsync(context, cancellationToken);
    }

    /// <summary>One call: the time it takes, and how it fails.</summary>
    public static async Task<Fault?> CallAsync(World world, TimeProvider time, CancellationToken cancellationToken)
    {
        if (world.Mishap(3)) throw new SimulatedFailure();
        await world.PauseAsync(time, CancellationToken.None);
        if (world.Mishap(3)) await world.SecondsAsync(time, 5, cancellationToken);
        if (world.Mishap(2)) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        // Deaf to the cancellation.
        if (world.Mishap(3)) await world.SecondsAsync(time, 15, CancellationToken.None);
        if (world.Mishap(3)) throw new SimulatedFailure();
        return world.Mishap(3) ? new(FaultCodes.ProviderMissing, "No provider is set up.") : null;
    }

    private async ValueTask<Result<WorkerConnection>> ConnectAsync(WorkerContext context, CancellationToken cancellationToken)
    {
        if (await CallAsync(world, process.Time, cancellationToken) is { } fault) return fault;
        SimulatedExecution execution = new(world, process, claims, context);
        All.Add(execution);
        _restored[context.Worker.Worker] = execution;
        return new WorkerConnection(execution, Kinds);
    }
}
