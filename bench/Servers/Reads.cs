using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Bench.Servers;

/// <summary>How often Workers can be read, against a minimal API that serialises the same objects and does nothing else.</summary>
internal sealed class Reads(Table table, WorkFolder folder, bool quick)
{
    private const int Workers = 1_000;
    private const int Connections = 8;

    private readonly TimeSpan _window = TimeSpan.FromSeconds(quick ? 0.5 : 2);
    private readonly int _rounds = quick ? 2 : 7;

    public async Task RunAsync(string tokens, string token)
    {
        await using var process = await ServerProcess.StartAsync("runtime", folder.New(), tokens);
        await using var minimal = await ServerProcess.StartAsync("minimal", $"{Workers}");
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        var made = new WorkerId[Workers];
        await Parallel.ForAsync(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => made[i] = (await client.CreateAsync(new() { Profile = "builtin:coder", DisplayName = "Ada" }, CancellationToken.None)).Value.Id);
        var other = await minimal.FindAsync("worker ");
        using var ours = Http.To(process.Address, token);
        using var bare = Http.To(minimal.Address, null);
        await AgainstAsync("GET a Worker", ours, $"v1/workers/{made[0]}", bare, $"v1/workers/{other}");
        await AgainstAsync("GET a page of 200 of 1,000 Workers", ours, "v1/workers?limit=200", bare, "v1/workers");
    }

    private async Task AgainstAsync(string name, HttpClient ours, string path, HttpClient bare, string against)
    {
        // The same objects: what is sent is as long, but for the digits of numbers.
        var (length, expected) = (await GetAsync(ours, path), await GetAsync(bare, against));
        if (Math.Abs(length - expected) > expected * 0.03) throw new InvalidOperationException($"{path} has {length} bytes, and {against} {expected}.");
        Samples a = new(), b = new();
        for (var round = 0; round <= _rounds; round++)
        {
            var x = await Http.RateAsync(Connections, _window, async (_, _) => await GetAsync(ours, path) > 0);
            var y = await Http.RateAsync(Connections, _window, async (_, _) => await GetAsync(bare, against) > 0);
            if (round == 0) continue;
            a.Add(x);
            b.Add(y);
        }

        table.Add($"{name}, {Connections} connections", $"{a.Median:0} /s", "a minimal API with the same objects", $"{b.Median:0} /s", a.Median / b.Median, Target.AtLeast(0.7));
    }

    private static async Task<int> GetAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }
}
