using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// The environment Workers live in. What happened is in the journal; what is live is derived from it. Every change is made durable, then changes memory,
/// then is told to observers. It has four faces: itself as a whole, its Workers, what is said to them, what is seen of them.
/// </summary>
public sealed class WorkerRuntime : IAsyncDisposable
{
    private readonly RuntimeLife _life;

    private WorkerRuntime(RuntimeLife life)
    {
        _life = life;
        Management = new(life);
        Workers = new(life);
        Interaction = new(life);
        Observation = new(life);
    }

    /// <summary>The name its registry gave it.</summary>
    public RuntimeId Id => _life.Options.Id;

    /// <summary>The runtime as a whole.</summary>
    public RuntimeManagement Management { get; }

    /// <summary>Its Workers: create, get, list, stop, cancel, restore, delete.</summary>
    public WorkerDirectory Workers { get; }

    /// <summary>What is said to them: input, interrupts, answers.</summary>
    public WorkerInteraction Interaction { get; }

    /// <summary>What is seen of them: history, usage, live frames.</summary>
    public WorkerObservation Observation { get; }

    /// <summary>
    /// Opens the runtime of a journal and starts it. Runs that the last process died under end as interrupted, those that wait for an answer go on waiting; Workers wanted active that did something of late
    /// are connected again in the background, and one that cannot be harms no other. Fails with <c>invalid</c> (options) or what the journal fails with.
    /// </summary>
    public static async ValueTask<Result<WorkerRuntime>> OpenAsync(WorkerRuntimeOptions options, CancellationToken cancellationToken)
    {
        if (options.Check() is { } invalid) return invalid;
        var life = new RuntimeLife(options);
        if (await life.StartAsync(cancellationToken) is not { } fault) return new WorkerRuntime(life);
        await life.DisposeAsync();
        return fault;
    }

    /// <summary>The same as <see cref="WorkerObservation.Observe"/>.</summary>
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) => Observation.Observe(worker, after, cancellationToken);

    /// <summary>Stops it for good. What is wanted of Workers stays as it is, and the journal stays open.</summary>
    public ValueTask DisposeAsync() => _life.DisposeAsync();
}
