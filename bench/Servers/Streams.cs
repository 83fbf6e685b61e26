using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Yoi.Bench.Runtime;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Bench.Servers;

/// <summary>One Worker's events to a thousand streams: the server's processor time a frame, against a bare broadcast.</summary>
internal sealed class Streams(Table table, WorkFolder folder, bool quick)
{
    private const int Count = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly int _events = quick ? 50 : 200;
    private readonly int _rounds = quick ? 2 : 7;

    public async Task RunAsync(string tokens, string token)
    {
        Samples runtime = new(), workspace = new(), bare = new();
        for (var round = 0; round <= _rounds; round++)
        {
            var (a, b, c) = (await RuntimeAsync(tokens, token), await WorkspaceAsync(), await BareAsync());
            if (round == 0) continue;
            runtime.Add(a);
            workspace.Add(b);
            bare.Add(c);
        }

        const string Against = "a bare broadcast of as many bytes, one write and one flush a frame";
        table.Add($"a Worker's event to {Count} SSE streams of the runtime's server, CPU a frame", Micro(runtime), Against, Micro(bare), runtime.Median / bare.Median, Target.AtMost(1.25));
        table.Add($"a Worker's event to {Count} SSE streams of the workspace's server, CPU a frame", Micro(workspace), Against, Micro(bare), workspace.Median / bare.Median, Target.AtMost(1.25));
    }

    private async Task<double> RuntimeAsync(string tokens, string token)
    {
        await using var process = await ServerProcess.StartAsync("runtime", "memory", tokens);
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        var worker = (await client.CreateAsync(new() { Profile = "builtin:coder" }, None)).Value;
        _ = (await client.SendInputAsync(worker.Id, WorkerInput.User("Go", "go"), None)).Value;
        return await CpuAsync(process, token, $"v1/workers/{worker.Id}/events/stream");
    }

    private async Task<double> WorkspaceAsync()
    {
        await using var process = await ServerProcess.StartAsync("workspace", folder.New());
        var (link, path) = (await process.FindAsync("link "), await process.FindAsync("stream "));
        using var http = Http.To(process.Address, null);
        using var session = await http.PostAsync("api/auth/session", JsonContent.Create(new LinkSecret(link), BrowserJson.Default.LinkSecret));
        var opened = (await session.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken))!;
        return await CpuAsync(process, opened.Token, path);
    }

    private async Task<double> BareAsync()
    {
        await using var process = await ServerProcess.StartAsync("broadcast");
        return await CpuAsync(process, null, "stream");
    }

    /// <summary>Each event is told when all streams had the one before.</summary>
    private async Task<double> CpuAsync(ServerProcess process, string? token, string path)
    {
        using var http = Http.To(process.Address, token);
        var pace = new Pace(Count);
        using var joined = new CountdownEvent(Count);
        using var over = new CancellationTokenSource();
        Task[] reading = [.. Enumerable.Range(0, Count).Select(_ => Task.Run(() => FollowAsync(http, path, joined, pace, over.Token)))];
        await Task.Run(joined.Wait);
        await process.TellAsync("begin");
        for (var i = 0; i < _events; i++)
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
        return cpu / _events / Count;
    }

    private static async Task FollowAsync(HttpClient http, string path, CountdownEvent joined, Pace pace, CancellationToken over)
    {
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, over);
        using var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(over), Encoding.UTF8);
        var name = "";
        while (await reader.ReadLineAsync(over) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line;
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            if (name == "event: snapshot") joined.Signal();
            else if (name == "event: event" && line.Contains("\"assistant_message\"", StringComparison.Ordinal)) pace.Got();
        }
    }

    private static string Micro(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00} µs");
}
