using Yoi.Bench.Runtime;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Bench.Servers;

/// <summary>Inputs that are answered once they are on disk, by one connection and by many, against a loop that writes and syncs. Each begins a run, whose end is recorded too.</summary>
internal sealed class SentInputs(Table table, WorkFolder folder, bool quick)
{
    /// <summary>Workers a connection takes in turns, so that the run of the input before is over; one that is not is refused and not counted.</summary>
    private const int WorkersEach = 8;

    private static readonly int[] Connections = [1, 8, 64];

    private readonly TimeSpan _window = TimeSpan.FromSeconds(quick ? 0.5 : 2);
    private readonly int _rounds = quick ? 2 : 5;

    public async Task RunAsync(string tokens, string token)
    {
        var loop = new RawLoop(folder, _window);
        var line = await loop.LineAsync();
        await using var process = await ServerProcess.StartAsync("runtime", folder.New(), tokens);
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        var workers = new WorkerId[Connections.Max() * WorkersEach];
        await Parallel.ForAsync(0, workers.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => workers[i] = (await client.CreateAsync(new() { Profile = "builtin:coder" }, CancellationToken.None)).Value.Id);
        var raw = new Samples();
        Samples[] rates = [.. Connections.Select(_ => new Samples())];
        for (var round = 0; round <= _rounds; round++)
        {
            var alone = await loop.RateAsync(line);
            if (round > 0) raw.Add(alone);
            for (var i = 0; i < Connections.Length; i++)
            {
                var rate = await Http.RateAsync(Connections[i], _window, (connection, n) => SendAsync(client, workers[(connection * WorkersEach) + (n % WorkersEach)], $"{round} {i} {n}"));
                if (round > 0) rates[i].Add(rate);
            }
        }

        for (var i = 0; i < Connections.Length; i++)
        {
            var (what, measured) = ($"POST input, durable, {Connections[i]} connections", $"{rates[i].Median:0} /s");
            table.Add(what, measured, $"appending and syncing {line.Length} bytes in a loop", $"{raw.Median:0} /s", rates[i].Median / raw.Median, Target.None);
            if (i > 0) table.Add(what, measured, "1 connection", $"{rates[0].Median:0} /s", rates[i].Median / rates[0].Median, Target.None);
        }
    }

    private static async Task<bool> SendAsync(RuntimeClient client, WorkerId worker, string key)
    {
        var outcome = (await client.SendInputAsync(worker, WorkerInput.User("Fix the failing test", key), CancellationToken.None)).Value;
        return outcome.Status switch
        {
            InputStatus.Accepted => true,
            InputStatus.Busy => false,
            _ => throw new InvalidOperationException($"The server refused: {outcome.Fault}"),
        };
    }
}
