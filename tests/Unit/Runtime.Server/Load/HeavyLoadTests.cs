using System.Net.Sockets;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Runtime.Server.Load;

/// <summary>Tests that take the whole machine run after all others.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
#pragma warning disable CA1711 // What names a collection of tests is called one.
public sealed class AloneCollection;
#pragma warning restore CA1711

/// <summary>
/// A runtime under a thousand sockets for a minute, with YOI_LONG=1 for ten: most readers are steady, over SSE and WebSocket, some take nothing, some come and go. It is killed and started
/// again in the first quarter, which all of them come back from at once.
/// </summary>
[Collection("alone")]
public sealed class HeavyLoadTests
{
    private const int Workers = 4;
    private const int Steady = 940;
    private const int Stuck = 50;
    private const int Vanishing = 10;
    private const int Dribbling = 20;

    private static readonly Profile Words = new() { Name = "words", Role = "helper", Provider = "none", Model = "words", Prompt = "Say it.", Tools = [] };

    private static readonly TimeSpan Duration = FaultSample.IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_event_is_lost_and_memory_stays_flat_under_a_thousand_readers_of_all_kinds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The memory of another process is read from /proc.");
        await using var runtime = await LoadedRuntime.StartAsync();
        using var events = runtime.Client(StreamTransport.ServerSentEvents);
        using var sockets = runtime.Client(StreamTransport.WebSocket);
        var workers = new List<WorkerId>();
        for (var i = 0; i < Workers; i++) workers.Add((await events.CreateAsync(new() { Profile = "words", Resolved = Words }, Cancelled)).Value.Id);

        var (begun, allBegun, lasts) = (0, new TaskCompletionSource(), workers.ToDictionary(w => w, _ => new TaskCompletionSource<long>()));
        void Begun()
        {
            if (Interlocked.Increment(ref begun) == Steady) allBegun.TrySetResult();
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var steady = Enumerable.Range(0, Steady).Select(i => SteadyReader.ReadAsync(i % 2 == 0 ? events : sockets, workers[i % Workers], lasts[workers[i % Workers]].Task, Begun, enough.Token)).ToList();
        await await Task.WhenAny(allBegun.Task, Task.WhenAny(steady)).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        allBegun.Task.IsCompleted.ShouldBeTrue("a reader ended before all had begun");
        var stuck = new List<TcpClient>();
        for (var i = 0; i < Stuck; i++) stuck.Add(await RudeReaders.StuckAsync(runtime.EndPoint, PathOf(workers[i % Workers]), runtime.Token, Cancelled));
        var vanishing = Enumerable.Range(0, Vanishing).Select(i => RudeReaders.VanishingAsync(runtime.EndPoint, PathOf(workers[i % Workers]), runtime.Token, enough.Token)).ToList();

        var (sent, memory) = await SpeakAsync(events, workers, runtime);

        foreach (var worker in workers) lasts[worker].SetResult(await LastOfAsync(events, worker));
        var wrong = (await Task.WhenAll(steady).WaitAsync(TimeSpan.FromMinutes(2), Cancelled)).Where(w => w is not null).ToList();
        await enough.CancelAsync();
        (await Task.WhenAll(vanishing)).Sum().ShouldBeGreaterThan(Vanishing * 5);
        foreach (var client in stuck) client.Dispose();
        wrong.ShouldBeEmpty();
        foreach (var worker in workers) (await KeysOfAsync(events, worker)).ShouldBe(sent[worker], "each input that was accepted, once");
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent.Values.Sum(s => s.Count)} inputs to {Steady} readers; resident {string.Join(", ", memory.Select(m => $"{m / 1024} MiB"))}");
        memory[^1].ShouldBeLessThan((memory[0] * 3 / 2) + (64 * 1024), "memory grows with what was sent");
    }

    [Theory]
    [InlineData("GET /v1/runtime HTTP/1.1\r\nHost: runtime\r\nX-Slow: ")]
    [InlineData("POST /v1/workers HTTP/1.1\r\nHost: runtime\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{")]
    public async Task Who_sends_a_request_byte_by_byte_is_put_out_while_others_are_served(string beginning)
    {
        await using var runtime = await LoadedRuntime.StartAsync();
        using var client = runtime.Client(StreamTransport.ServerSentEvents);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var beats = Enumerable.Range(0, Dribbling).Select(_ => new PeriodicTimer(TimeSpan.FromSeconds(1))).ToList();

        var slow = beats.Select(b => RudeReaders.DribblingAsync(runtime.EndPoint, beginning.Replace("{token}", runtime.Token, StringComparison.Ordinal), b, Cancelled)).ToList();
        for (var all = Task.WhenAll(slow); !all.IsCompleted; await beat.WaitForNextTickAsync(Cancelled)) (await client.SummaryAsync(Cancelled)).Fault.ShouldBeNull();

        foreach (var b in beats) b.Dispose();
        (await Task.WhenAll(slow)).ShouldAllBe(answer => answer == "closed" || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal));
    }

    private static string PathOf(WorkerId worker) => $"/v1/workers/{worker}/events/stream";

    /// <summary>Speaks to each Worker about once a second; the keys of what was accepted, and what the process held of memory from the second quarter on.</summary>
    private static async Task<(Dictionary<WorkerId, List<string>> Sent, List<long> Memory)> SpeakAsync(RuntimeClient client, List<WorkerId> workers, LoadedRuntime runtime)
    {
        var (sent, memory) = (workers.ToDictionary(w => w, _ => new List<string>()), new List<long>());
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var rounds = (int)Duration.TotalSeconds;
        for (var round = 0; round < rounds; round++)
        {
            if (round == rounds / 4) await runtime.KillAndStartAsync();
            if (round > rounds / 4 && round % (rounds / 8) == 0) memory.Add(runtime.ResidentKib);
            await Task.WhenAll(workers.Select(async worker =>
            {
                var (key, text) = ($"k{round}", $"say {new string('x', 200)}");
                var answer = await client.SendInputAsync(worker, WorkerInput.User(text, key), Cancelled);
                // The one before may not have ended yet.
                if (answer.TryGet(out var outcome, out var fault)) outcome.Status.ShouldBeOneOf(InputStatus.Accepted, InputStatus.Busy);
                else fault.Code.ShouldBe(FaultCodes.Busy);
                if (outcome?.Status == InputStatus.Accepted) lock (sent) sent[worker].Add(key);
            }));
            await beat.WaitForNextTickAsync(Cancelled);
        }

        memory.Add(runtime.ResidentKib);
        return (sent, memory);
    }

    private static async Task<long> LastOfAsync(RuntimeClient client, WorkerId worker) => (await EventsOfAsync(client, worker))[^1].Seq;

    private static async Task<List<string>> KeysOfAsync(RuntimeClient client, WorkerId worker) => [.. (await EventsOfAsync(client, worker)).OfType<UserMessage>().Select(m => m.Key!)];

    private static async Task<List<WorkerEvent>> EventsOfAsync(RuntimeClient client, WorkerId worker)
    {
        List<WorkerEvent> all = [];
        while (true)
        {
            var page = (await client.EventsAsync(worker, all.Count == 0 ? 0 : all[^1].Seq, 200, Cancelled)).Value;
            all.AddRange(page.Events);
            if (page.Next is null) return all;
        }
    }
}
