using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>A runtime that is killed and started again, and how others reach it.</summary>
internal sealed class SimulatedServer(World world, ISimulatedStore store, Claims claims)
{
    private static readonly Profile Coder = new() { Name = "builtin:coder", Role = "coder", Prompt = "Write code.", Tools = ["read"] };

    private SimulatedProcess? _process;
    private WorkerRuntime? _runtime;
    private IJournal? _journal;

    public SimulatedBackend? Backend { get; private set; }

    /// <summary>How often it was killed.</summary>
    public int Crashes { get; private set; }

    public bool IsUp => _runtime is not null && _process is { IsDead: false };

    /// <summary>Starts a process, which tries until it has opened the store and the runtime, or is killed.</summary>
    public async Task StartAsync()
    {
        SimulatedProcess process = new(world, $"server {world.Next()}");
        _process = process;
        var opening = process.RunAsync(() => OpenAsync(process));
        using (world.Waiting("the server to start")) await Task.WhenAny(opening, process.Killed);
        world.Tell(!process.IsDead ? "server is up" : "server died at its start");
        if (!process.IsDead) await opening;
    }

    /// <summary>Kills the process; completes when it is dead.</summary>
    public async Task CrashAsync(TimeProvider time)
    {
        if (_process is not { IsDead: false } process) return;
        store.Crash(Kill);
        await Task.WhenAny(process.Killed, Task.Delay(TimeSpan.FromSeconds(30), time));
        // It did nothing any more in which it could be killed.
        while (!process.IsDead) store.Crash(Kill);

        void Kill()
        {
            if (process.IsDead) return;
            world.Tell("crash");
            Crashes++;
            if (process == _process) _runtime = null;
            process.Kill();
        }
    }

    /// <summary>Closes runtime and journal; what is left of the process then ends by itself.</summary>
    public async Task CloseAsync()
    {
        var (process, runtime, journal) = (_process!, _runtime!, _journal!);
        world.Tell("close");
        var closing = process.RunAsync(async () =>
        {
            await runtime.DisposeAsync();
            await journal.DisposeAsync();
        });
        using (world.Waiting("the server to close")) await Task.WhenAny(closing, process.Killed);
        if (process.IsDead) return;
        await closing;
        _runtime = null;
        world.Tell("closed");
    }

    /// <summary>Calls the runtime from another process. Null where the answer is lost: it is down, it died, it took too long, or the answer did not come through.</summary>
    public async Task<Reply<T>?> CallAsync<T>(string what, SimulatedProcess caller, TimeSpan patience, Func<WorkerRuntime, CancellationToken, ValueTask<T>> call)
    {
        await world.PauseAsync(caller.Time);
        if (!IsUp) return null;
        var (runtime, process) = (_runtime!, _process!);
        using var leave = new CancellationTokenSource();
        using var waiting = world.Waiting(what);
        var task = process.RunAsync(async () => await call(runtime, leave.Token));
        await Task.WhenAny(task, process.Killed, Task.Delay(patience, caller.Time, leave.Token));
        var left = !task.IsCompleted;
        leave.Cancel();
        if (left) await Task.WhenAny(task, process.Killed);
        if (process.IsDead) return null;
        try
        {
            var answer = await task;
            await world.PauseAsync(caller.Time);
            return world.Mishap(5) ? null : new(answer);
        }
        catch (OperationCanceledException) when (left)
        {
            return null;
        }
    }

    private async Task OpenAsync(SimulatedProcess process)
    {
        while (true)
        {
            Backend = new(world, process, claims);
            if ((await store.OpenAsync(process)).TryGet(out var journal, out var fault))
            {
                if ((await WorkerRuntime.OpenAsync(Options(journal, process), CancellationToken.None)).TryGet(out var runtime, out fault))
                {
                    (_journal, _runtime) = (journal, runtime);
                    return;
                }

                await journal.DisposeAsync();
            }

            world.Tell($"not opened: {fault.Code}");
            if (fault.Code is not (FaultCodes.StoreFailed or FaultCodes.DiskFull)) throw new InvalidOperationException($"The store does not open: {fault}");
            await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
        }
    }

    private WorkerRuntimeOptions Options(IJournal journal, SimulatedProcess process) => new()
    {
        Journal = journal,
        Execution = Backend,
        Time = process.Time,
        Profiles = _ => Coder,
        BackendDeadline = TimeSpan.FromSeconds(5),
        IdleAfter = TimeSpan.FromSeconds(20),
    };
}

/// <summary>An answer that came through.</summary>
internal sealed record Reply<T>(T Value);
