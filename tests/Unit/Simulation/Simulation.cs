using System.Globalization;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Faults;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>One life of a runtime: clients, watchers, crashes; then calm, and everything that must hold.</summary>
internal sealed class Simulation
{
    private readonly World _world;
    private readonly SimulatedServer _server;
    private readonly SimulatedProcess _others;
    private readonly Claims _claims = new();
    private readonly List<WorkerId> _workers;
    private readonly List<Watcher> _watchers = [];

    private Simulation(World world, ISimulatedStore store)
    {
        (_world, _server, _others) = (world, new(world, store, _claims), new(world, "others"));
        _workers = [.. Enumerable.Range(1, world.Random.Next(1, 5)).Select(n => WorkerId.Parse($"01900000-0000-7000-8000-{n:x12}", CultureInfo.InvariantCulture))];
    }

    /// <summary>How often its server was killed.</summary>
    public int Crashes => _server.Crashes;

    public static async Task<Simulation> RunAsync(World world, ISimulatedStore store)
    {
        Simulation simulation = new(world, store);
        await world.LiveAsync(() => simulation._others.RunAsync(simulation.LiveAsync));
        return simulation;
    }

    private async Task LiveAsync()
    {
        await _server.StartAsync();
        List<Task> clients = [];
        for (var n = _world.Random.Next(1, 5); n > 0; n--)
        {
            Client client = new(_world, _server, _others, _claims, _workers, $"client {n}");
            clients.Add(client.RunAsync(_world.Random.Next(5, 25)));
        }

        foreach (var worker in _workers.Concat(_workers.Where(_ => _world.Chance(30)))) _watchers.Add(new(_world, _server, _others, worker));
        List<Task> watching = [.. _watchers.Select(w => w.RunAsync())];
        using CancellationTokenSource enough = new();
        var trouble = TroubleAsync(enough.Token);
        await OrFirstFailureAsync(Task.WhenAll(clients), [.. clients, .. watching, trouble]);
        enough.Cancel();
        await trouble;
        _world.IsCalm = true;
        _world.Tell("calm");
        await SettleAsync();
        _watchers.ForEach(w => w.End());
        await OrFirstFailureAsync(Task.WhenAll(watching), watching);
        await CheckAsync("at the end");
        if (_world.Chance(50)) await _server.CrashAsync(_others.Time);
        else await CloseAsync();
        await _server.StartAsync();
        await SettleAsync();
        await CheckAsync("opened again");
        await CloseAsync();
    }

    private async Task TroubleAsync(CancellationToken enough)
    {
        // Some lives are without.
        for (var n = _world.Random.Next(5); n > 0 && !enough.IsCancellationRequested; n--)
        {
            await _world.SecondsAsync(_others.Time, 60, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (enough.IsCancellationRequested) return;
            if (_world.Chance(70))
            {
                await _server.CrashAsync(_others.Time);
            }
            else
            {
                var closing = _server.CloseAsync();
                if (_world.Chance(30))
                {
                    await _world.SecondsAsync(_others.Time, 5, CancellationToken.None);
                    await _server.CrashAsync(_others.Time);
                }

                await closing;
            }

            await _world.SecondsAsync(_others.Time, 5, CancellationToken.None);
            var starting = _server.StartAsync();
            if (_world.Chance(20))
            {
                await _world.PauseAsync(_others.Time, CancellationToken.None);
                await _server.CrashAsync(_others.Time);
            }

            await starting;
            while (!_server.IsUp) await _server.StartAsync();
        }
    }

    /// <summary>Ends what works on without end, until every Worker is at rest and every watcher has seen all.</summary>
    private async Task SettleAsync()
    {
        Client client = new(_world, _server, _others, _claims, _workers, "settling");
        using var waiting = _world.Waiting("all to settle");
        while (true)
        {
            await Task.Delay(TimeSpan.FromMinutes(2), _others.Time);
            var all = await ListAsync();
            foreach (var worker in all.Where(w => w.State == RunState.Busy)) await client.InterruptAsync(worker.Id);
            foreach (var worker in all.Where(w => w.Desired == DesiredState.Active && w.Diagnostic is not null)) await client.RestoreAsync(worker.Id);
            if (all.All(w => w.State != RunState.Busy && w.Diagnostic is null)) break;
        }

        foreach (var worker in await ListAsync())
        {
            foreach (var watcher in _watchers.Where(w => w.Worker == worker.Id && !w.IsOver)) await watcher.ReachAsync(worker.LastSeq);
        }
    }

    private async Task<IReadOnlyList<WorkerSummary>> ListAsync() =>
        (await _server.CallAsync("list", _others, TimeSpan.FromMinutes(5), async (r, ct) => (await r.Workers.ListAllAsync(ct)).Value))!.Value;

    private async Task CheckAsync(string because)
    {
        _world.Tell($"check {because}");
        await _server.CallAsync("check", _others, TimeSpan.FromMinutes(5), async (runtime, _) =>
        {
            await RuntimeChecks.ShouldBeSettledAsync(runtime, because);
            await _claims.ShouldHoldAsync(runtime, because);
            foreach (var watcher in _watchers)
            {
                var history = await runtime.Observation.ReadHistoryAsync(watcher.Worker, 0, 1_000, default);
                watcher.ShouldHaveSeen(history.TryGet(out var events, out var fault) ? events : []);
            }

            return true;
        });
    }

    private async Task CloseAsync()
    {
        await _server.CloseAsync();
        await Task.Delay(TimeSpan.FromMinutes(2), _others.Time);
        foreach (var execution in _server.Backend!.All) execution.Stops.ShouldBe(1, $"stops of an execution of {execution.Worker}");
    }

    /// <summary>Awaits what is to come, but not behind the failure of something that all wait for.</summary>
    private static async Task OrFirstFailureAsync(Task all, IReadOnlyList<Task> parts)
    {
        List<Task> left = [.. parts];
        while (!all.IsCompleted && left.Count > 0)
        {
            var done = await Task.WhenAny([all, .. left]);
            if (done != all) await done;
            left.Remove(done);
        }

        await all;
    }
}
