using System.Net;
using Yoi.Client;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Runtime.Faults;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>A runtime on files behind a server that goes and comes back at the same address.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TokenFolder _tokens = new();

    [Theory]
    [InlineData(StreamTransport.ServerSentEvents)]
    [InlineData(StreamTransport.WebSocket)]
    public async Task An_observer_sees_every_event_once_and_in_order_over_restarts(StreamTransport transport)
    {
        const int Rounds = 3;
        var token = await _tokens.AddAsync();
        var bind = new IPEndPoint(IPAddress.Loopback, 0);
        var seen = new List<long>();
        var (watching, client, worker) = (Task.CompletedTask, (RuntimeClient?)null, default(WorkerId));
        for (var round = 0; round < Rounds; round++)
        {
            await using var journal = (await FileJournal.OpenAsync(new() { Root = _folder.Path }, Cancelled)).Value;
            await using var runtime = (await WorkerRuntime.OpenAsync(
                new() { Journal = journal, Execution = new EchoBackend(TimeProvider.System), Profiles = name => new() { Name = name, Role = "echo", Prompt = "", Tools = [] } }, Cancelled)).Value;
            using var file = TokenFile.Open(_tokens.File, TimeProvider.System).Value;
            await using var server = (await RuntimeServer.StartAsync(runtime, new() { Tokens = file, Bind = bind }, null, Cancelled)).Value;
            bind.Port = server.Address.Port;
            client ??= RuntimeClient.Create(new() { Address = server.Address, Token = token, Transport = transport }).Value;
            if (round == 0)
            {
                worker = (await client.CreateAsync(new() { Profile = "echo" }, Cancelled)).Value.Id;
                watching = WatchAsync(client, worker, seen, 1 + (Rounds * 7));
            }

            var outcome = (await client.SendInputAsync(worker, WorkerInput.User($"round {round}", $"{round}"), Cancelled)).Value;
            outcome.Status.ShouldBe(InputStatus.Accepted);
            await EndedAsync(runtime, worker, outcome.Run!.Value);
            if (round == Rounds - 1) await watching.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
            await runtime.Management.StopAsync(Cancelled);
            await server.StopAsync(Cancelled);
        }

        client!.Dispose();
        seen.ShouldBe(Enumerable.Range(1, 1 + (Rounds * 7)).Select(seq => (long)seq));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _tokens.Dispose();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task WatchAsync(RuntimeClient client, WorkerId worker, List<long> seen, long until)
    {
        await foreach (var frame in client.Observe(worker, null, Cancelled))
        {
            if (frame is SnapshotFrame snapshot) seen.AddRange(snapshot.Tail.Select(item => item.Seq));
            if (frame is EventFrame item) seen.Add(item.Event.Seq);
            if (frame is ClosedFrame closed) Assert.Fail($"{closed.Fault}");
            if (seen[^1] >= until) return;
        }
    }

    private static async Task EndedAsync(WorkerRuntime runtime, WorkerId worker, RunId run)
    {
        await foreach (var frame in runtime.Observe(worker, null, Cancelled))
        {
            var events = frame is SnapshotFrame snapshot ? snapshot.Tail : frame is EventFrame item ? [item.Event] : [];
            if (events.OfType<RunFinished>().Any(end => end.Run == run)) return;
        }
    }
}
