using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Yoi.Bench.Runtime;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;

namespace Yoi.Bench.Servers;

/// <summary>The measured servers, each in a process of its own: this program with other arguments. It says where it listens, and at its end the processor time it took.</summary>
internal static class ServerPart
{
    /// <summary>What a stream is sent for one event.</summary>
    private static readonly byte[] Frame = Encoding.UTF8.GetBytes(
        $"id: {new string('c', 55)}\nevent: event\ndata: {JsonSerializer.Serialize<ObservationFrame>(new EventFrame(ScriptedBackend.Event(7) with { Seq = 7, At = DateTimeOffset.UnixEpoch, Run = RunId.New(TimeProvider.System) }, new string('c', 55)), WireJson.Default.ObservationFrame)}\n\n");

    public static Task RunAsync(string[] arguments) => arguments switch
    {
        ["runtime", "memory", var tokens] => RuntimeAsync(new MemoryJournal(), new LineBackend(), tokens),
        ["runtime", var root, var tokens] => RuntimeAsync(root, tokens),
        ["workspace", var folder] => WorkspaceServing.RunAsync(folder, Say),
        ["broadcast"] => BroadcastAsync(),
        ["minimal", var workers] => MinimalAsync(int.Parse(workers, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("There is no such server."),
    };

    private static async Task RuntimeAsync(string root, string tokens)
    {
        await using var journal = await Histories.OpenAsync(root);
        await RuntimeAsync(journal, new InstantBackend(), tokens);
    }

    private static async Task RuntimeAsync(IJournal journal, IWorkerExecutionBackend backend, string tokens)
    {
        await using var runtime = await Histories.OpenAsync(journal, backend);
        var server = (await RuntimeServer.StartAsync(runtime, new() { Tokens = TokenFile.Open(tokens, TimeProvider.System).Value }, null, CancellationToken.None)).Value;
        await using var closing = server;
        Say("listening", $"{server.Address}");
        if (backend is LineBackend) await PacedLines.Over;
        else await UntilAsync();
    }

    /// <summary>A bare broadcast of the same bytes: one channel a stream, one write and one flush a frame.</summary>
    private static async Task BroadcastAsync()
    {
        var (streams, gate) = (new List<Channel<byte[]>>(), new Lock());
        await using var app = App();
        app.MapGet("/stream", async context =>
        {
            var channel = Channel.CreateBounded<byte[]>(1_024);
            lock (gate) streams.Add(channel);
            context.Response.ContentType = "text/event-stream";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("event: snapshot\ndata: {}\n\n"));
            await context.Response.Body.FlushAsync();
            await foreach (var frame in channel.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(frame, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        await app.StartAsync();
        Say("listening", app.Urls.First());
        await PacedLines.RunAsync(_ =>
        {
            lock (gate)
            {
                foreach (var stream in streams) stream.Writer.TryWrite(Frame);
            }

            return Task.CompletedTask;
        });
        lock (gate) streams.ForEach(stream => stream.Writer.Complete());
    }

    /// <summary>A minimal API that answers the same objects in the same JSON.</summary>
    private static async Task MinimalAsync(int workers)
    {
        var all = Enumerable.Range(0, workers).Select(Summary).ToDictionary(w => w.Id);
        var page = new WorkerSummaryPage([.. all.Values.Take(WorkerQuery.MostWorkers)], all.Keys.Last());
        await using var app = App();
        app.MapGet("/v1/workers/{id}", (string id, HttpContext context) => WriteAsync(context, all[WorkerId.Parse(id, null)], WireJson.Default.WorkerSummary));
        app.MapGet("/v1/workers", (HttpContext context) => WriteAsync(context, page, WireJson.Default.WorkerSummaryPage));
        await app.StartAsync();
        Say("listening", app.Urls.First());
        Say("worker", $"{all.Keys.First()}");
        await UntilAsync();

        static Task WriteAsync<T>(HttpContext context, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => context.Response.WriteAsJsonAsync(value, type);
    }

    private static WorkerSummary Summary(int number) => new()
    {
        Id = WorkerId.New(TimeProvider.System),
        DisplayName = "Ada",
        Profile = "builtin:coder",
        Role = "coder",
        Desired = DesiredState.Active,
        State = RunState.Idle,
        Labels = new Dictionary<string, string> { ["yoi.workspace"] = "bench" },
        CreatedAt = TimeProvider.System.GetUtcNow(),
        LastSeq = number,
        LastEventAt = TimeProvider.System.GetUtcNow(),
        Tokens = TokenCount.Zero,
    };

    private static WebApplication App()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static async Task UntilAsync()
    {
        while (await Console.In.ReadLineAsync() is { } said && said != "end")
        {
        }
    }

    private static void Say(string name, string value) => Console.WriteLine($"{name} {value}");
}
