using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>Where the journal is kept, whatever becomes of the processes that use it.</summary>
internal interface ISimulatedStore
{
    /// <summary>Opens the journal in a process.</summary>
    Task<Result<IJournal>> OpenAsync(SimulatedProcess process);

    /// <summary>Kills the process at it, now or in the middle of what it does next; <paramref name="kill"/> is called when it does.</summary>
    void Crash(Action kill);
}

/// <summary>A journal in a process of its own that is never killed; the way to it is slow and fails.</summary>
internal sealed class SimulatedMemory(World world, IJournal journal) : ISimulatedStore
{
    public Task<Result<IJournal>> OpenAsync(SimulatedProcess process) => Task.FromResult<Result<IJournal>>(new FaultyJournal(world, process, journal, refusals: 1, closes: false));

    public void Crash(Action kill) => kill();
}

/// <summary>A journal that takes its time, and refuses at times. Between what it did and its answer its caller may die.</summary>
internal sealed class FaultyJournal(World world, SimulatedProcess process, IJournal inner, double refusals, bool closes) : IJournal
{
    private static readonly Fault[] Faults = [new(FaultCodes.StoreFailed, "The store failed."), new(FaultCodes.DiskFull, "The disk is full.")];

    public async ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        await world.PauseAsync(process.Time, cancellationToken);
        if (world.Mishap(refusals)) return world.OneOf(Faults);
        var answer = await inner.AppendAsync(stream, append, cancellationToken);
        await world.PauseAsync(process.Time, CancellationToken.None);
        return answer;
    }

    public async ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken)
    {
        await world.PauseAsync(process.Time, cancellationToken);
        if (world.Mishap(refusals)) return Faults[0];
        var page = await inner.ReadAsync(stream, range, cancellationToken);
        await world.PauseAsync(process.Time, cancellationToken);
        return page;
    }

    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) => inner.WatchAsync(filter, cancellationToken);

    public async ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        await world.PauseAsync(process.Time, cancellationToken);
        if (world.Mishap(refusals)) return Faults[0];
        var page = await inner.StreamsAsync(query, cancellationToken);
        await world.PauseAsync(process.Time, cancellationToken);
        return page;
    }

    public ValueTask DisposeAsync() => closes ? inner.DisposeAsync() : default;
}
