using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Yoi.Bench.Runtime;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Bench.Servers;

/// <summary>A runtime's server, loaded from this process, against servers that do as little as can be.</summary>
internal sealed class ServerBench(Artifacts programs, bool quick, string? only)
{
    private const int Streams = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Table _table = new("Servers");
    private readonly int _rounds = quick ? 2 : 5;

    public async Task RunAsync()
    {
        using var folder = new WorkFolder();
        var tokens = $"{folder.New()}.jsonl";
        var token = (await TokenFile.AddAsync(tokens, new("bench", [Permission.Read, Permission.Work, Permission.Manage], null, "bench"), None)).Value;
        foreach (var (name, run) in new (string, Func<Task>)[]
        {
            ("fanout", () => FanoutAsync(tokens, token)),
            ("input", () => InputAsync(folder, tokens, token)),
            ("read", () => ReadAsync(folder, tokens, token)),
            ("start", () => StartAsync(folder, tokens)),
        })
        {
            if (only is not null && only != name) continue;
            Console.Error.WriteLine($"{name} …");
            await run();
        }

        _table.Print();
    }

    private async Task FanoutAsync(string tokens, string token)
    {
        Samples ours = new(), bare = new();
        for (var round = 0; round <= _rounds; round++)
        {
            var (a, b) = (await StreamedAsync(["runtime", "memory", tokens], token), await StreamedAsync(["broadcast"], null));
            if (round == 0) continue;
            ours.Add(a);
            bare.Add(b);
        }

        _table.Add(
            $"a Worker's event to {Streams} SSE streams, the server's CPU a frame", Micro(ours), "a bare broadcast of the same bytes, one flush a frame", Micro(bare), ours.Median / bare.Median, Target.AtMost(1.25));
    }

    /// <summary>The server's processor time a frame, each event told when all streams had the one before.</summary>
    private async Task<double> StreamedAsync(string[] server, string? token)
    {
        var events = quick ? 50 : 200;
        await using var process = await ServerProcess.StartAsync(server);
        using var http = Http(process.Address, token);
        var path = "stream";
        if (token is not null)
        {
            using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
            var worker = (await client.CreateAsync(new() { Profile = "builtin:coder" }, None)).Value;
            path = $"v1/workers/{worker.Id}/events/stream";
            _ = (await client.SendInputAsync(worker.Id, WorkerInput.User("Go", "go"), None)).Value;
        }

        var pace = new Pace(Streams);
        using var joined = new CountdownEvent(Streams);
        using var over = new CancellationTokenSource();
        Task[] reading = [.. Enumerable.Range(0, Streams).Select(_ => Task.Run(() => FollowAsync(http, path, joined, pace, over.Token)))];
        await Task.Run(joined.Wait);
        await process.TellAsync("begin");
        for (var i = 0; i < events; i++)
        {
            await process.TellAsync("event");
            await process.FlushAsync();
            await pace.AllAsync();
        }

        await process.TellAsync("end");
        await process.FlushAsync();
        var cpu = double.Parse(await process.FindAsync("cpu "), CultureInfo.InvariantCulture);
        await over.CancelAsync();
        foreach (var one in reading) await Task.WhenAny(one);
        return cpu / events / Streams;
    }

    private static async Task FollowAsync(HttpClient http, string path, CountdownEvent joined, Pace pace, CancellationToken over)
    {
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, over);
        using var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(over), Encoding.UTF8);
        while (await reader.ReadLineAsync(over) is { } line)
        {
            if (line == "event: snapshot") joined.Signal();
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains("\"assistant_message\"", StringComparison.Ordinal) && line.Contains("\"event\"", StringComparison.Ordinal)) pace.Got();
        }
    }

    private async Task InputAsync(WorkFolder folder, string tokens, string token)
    {
        await using var process = await ServerProcess.StartAsync("runtime", folder.New(), tokens, "0");
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        double first = 0;
        foreach (var connections in new[] { 1, 8, 64 })
        {
            WorkerId[] workers = [.. await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ => (await client.CreateAsync(new() { Profile = "builtin:coder" }, None)).Value.Id))];
            var rate = new Samples();
            for (var round = 0; round < _rounds; round++) rate.Add(await RateAsync(connections, async (i, n) => (await client.SendInputAsync(workers[i], WorkerInput.User("Fix the failing test", $"{round} {n}"), None)).Fault is null));
            if (first == 0) first = rate.Median;
            _table.Add($"POST input, durable, {connections} connections", $"{rate.Median:0} /s", "1 connection", $"{first:0} /s", rate.Median / first, Target.None);
        }
    }

    private async Task ReadAsync(WorkFolder folder, string tokens, string token)
    {
        const int Workers = 1_000;
        await using var process = await ServerProcess.StartAsync("runtime", folder.New(), tokens, "0");
        await using var minimal = await ServerProcess.StartAsync("minimal", $"{Workers}");
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        var made = new WorkerId[Workers];
        await Parallel.ForAsync(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => made[i] = (await client.CreateAsync(new() { Profile = "builtin:coder", DisplayName = "Ada" }, None)).Value.Id);
        var other = await minimal.FindAsync("worker ");
        using var ours = Http(process.Address, token);
        using var bare = Http(minimal.Address, null);
        foreach (var (name, path, against) in new[] { ("GET a Worker", $"v1/workers/{made[0]}", $"v1/workers/{other}"), ("GET a page of 200 of 1,000 Workers", "v1/workers?limit=200", "v1/workers") })
        {
            Samples a = new(), b = new();
            for (var round = 0; round <= _rounds; round++)
            {
                var (x, y) = (await RateAsync(8, (_, _) => GotAsync(ours, path)), await RateAsync(8, (_, _) => GotAsync(bare, against)));
                if (round == 0) continue;
                a.Add(x);
                b.Add(y);
            }

            _table.Add($"{name}, 8 connections", $"{a.Median:0} /s", "a minimal API with the same objects", $"{b.Median:0} /s", a.Median / b.Median, Target.AtLeast(0.7));
        }

        await using var journal = await Histories.OpenAsync(folder.New());
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
        var (here, number) = (await Histories.CreateAsync(runtime), 0);
        var samples = await Samples.InTurnsAsync(
            quick ? 200 : 1_000,
            async () => _ = (await client.GetAsync(made[0], None)).Value,
            async () => _ = (await runtime.Workers.GetAsync(here, None)).Value,
            async () => _ = (await client.SendInputAsync(made[0], WorkerInput.User("Go", $"k{number++}"), None)).Value,
            async () => _ = await runtime.Interaction.SendInputAsync(here, WorkerInput.User("Go", $"k{number++}"), None));
        _table.Add("get over HTTP", samples[0], "in this process", samples[1]);
        _table.Add("durable input over HTTP", samples[2], "in this process", samples[3]);
    }

    private async Task StartAsync(WorkFolder folder, string tokens)
    {
        var samples = await Samples.InTurnsAsync(
            quick ? 3 : 9,
            async () =>
            {
                await using var server = await ServerProcess.StartAsync(programs.Yoi, "Listening on ", ["runtime", "serve", "--bind", "127.0.0.1:0", "--store", "file", "--root", folder.New(), "--token-file", tokens]);
            },
            async () =>
            {
                await using var server = await ServerProcess.StartAsync(programs.Bare, "Listening on ", []);
            });
        _table.Add("`yoi runtime serve`, start to ready and end", samples[0], "a bare ASP.NET Core app, compiled ahead of time", samples[1], 3);
    }

    /// <summary>How often a second something is done by so many at once, each on a connection of its own.</summary>
    private async Task<double> RateAsync(int connections, Func<int, int, Task<bool>> act)
    {
        var time = TimeSpan.FromSeconds(quick ? 0.5 : 2);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(async () =>
        {
            var count = 0;
            for (; System.Diagnostics.Stopwatch.GetElapsedTime(began) < time; count++)
            {
                if (!await act(i, count)) throw new InvalidOperationException("The server refused.");
            }

            return count;
        })));
        return done.Sum() / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<bool> GotAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return response.IsSuccessStatusCode && (await response.Content.ReadAsByteArrayAsync()).Length > 0;
    }

    private static HttpClient Http(Uri address, string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    private static string Micro(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00} µs");
}
