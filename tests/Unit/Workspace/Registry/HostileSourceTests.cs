using System.Text;
using Yoi.Protocol;
using Yoi.Tests.Unit.Client;
using Yoi.Tests.Unit.Workspace.Registry.Sources;
using Yoi.Tests.Unit.Workspace.Server.Live;
using Yoi.Workspace;
using ManualTime = Yoi.Tests.Unit.Workspace.Server.ManualTime;

namespace Yoi.Tests.Unit.Workspace.Registry;

/// <summary>A remote runtime that misbehaves is a code of ours, says nothing of its own, and is nobody else's trouble.</summary>
public sealed class HostileSourceTests
{
    private const string Canary = "canary-7c1";

    private static readonly WorkerId Worker = new(Guid.Parse("01975a3c-0000-7000-8000-00000000abcd"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string Problem(int status, string code) => HostileServer.Answer(
        $"{status} {Canary}", "application/problem+json", $$"""{"type":"urn:yoi:problem:{{code}}","title":"{{Canary}}","status":{{status}},"code":"{{code}}","trace_id":"{{Canary}}","detail":"{{Canary}}"}""");

    public static TheoryData<string, string> Answers => new()
    {
        { HostileServer.Answer("401 No", "text/plain", Canary), FaultCodes.RuntimeAuthFailed },
        { HostileServer.Answer("403 No", "text/html", Canary), FaultCodes.RuntimeAuthFailed },
        { Problem(401, "unauthorized"), FaultCodes.RuntimeAuthFailed },
        { Problem(403, "forbidden_authority"), FaultCodes.RuntimeAuthFailed },
        { Problem(404, "unknown_worker"), FaultCodes.UnknownWorker },
        { HostileServer.Answer("404 Not Found", "text/html", Canary), FaultCodes.RuntimeMalformedResponse },
        { Problem(409, "conflict"), FaultCodes.Conflict },
        { Problem(409, Canary), FaultCodes.RuntimeMalformedResponse },
        { Problem(500, "internal"), FaultCodes.Internal },
        { HostileServer.Answer("500 Oh", "text/plain", Canary), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("502 Bad Gateway", "text/html", Canary), FaultCodes.RuntimeUnavailable },
        { Problem(503, "runtime_stopped"), FaultCodes.RuntimeStopped },
        { $"HTTP/1.1 302 Found\r\nLocation: http://{Canary}.invalid/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "text/html", Canary), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", $"{{\"id\":\"{Canary}\"}}"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", "null"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", $"[{Canary}"), FaultCodes.RuntimeMalformedResponse },
        { $"\0\u0001{Canary}\r\n\r\n", FaultCodes.RuntimeMalformedResponse },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{", FaultCodes.RuntimeUnavailable },
        { "", FaultCodes.RuntimeUnavailable },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_it_answers_is_a_code_and_none_of_its_words(string answer, string code)
    {
        await using var server = HostileServer.Saying(answer);
        using var source = Open(server.Address, TimeProvider.System);

        var fault = (await source.AskAsync(new RuntimeCommand.Get(Worker), Cancelled)).Fault.ShouldNotBeNull();

        fault.Code.ShouldBe(code);
        SaysNothing(fault, server.Address);
        await foreach (var frame in source.Observe(Worker, null, Cancelled))
        {
            SaysNothing(frame.ShouldBeOfType<ClosedFrame>().Fault, server.Address);
            break;
        }
    }

    [Fact]
    public async Task Nobody_there_is_unavailable()
    {
        Uri address;
        await using (var server = HostileServer.Saying("")) address = server.Address;
        using var source = Open(address, TimeProvider.System);

        var fault = (await source.AskAsync(new RuntimeCommand.Describe(), Cancelled)).Fault.ShouldNotBeNull();

        fault.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        SaysNothing(fault, address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{ ")]
    public async Task Silence_and_slow_dripping_are_a_timeout_and_delay_no_other_source(string first)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = HostileServer.Start(async (_, _, stream, token) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first), token);
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        await using var good = await ServedRuntime.StartAsync();
        var time = new ManualTime();
        using var hanging = Open(server.Address, time);
        using var other = RemoteSource.Open(RuntimeId.Parse("good", null), good.Url, good.Token, TimeProvider.System).Value;
        var registry = new RuntimeRegistry(time);
        registry.Add(hanging);
        registry.Add(other);
        await registry.CreateAsync(other.About.Id, new() { Profile = "test", Resolved = new() { Name = "test", Role = "helper", Prompt = "Help.", Tools = [] } }, Cancelled);

        var answers = registry.Find(other.About.Id)!;
        answers.Keep([]);
        var listing = registry.ListAsync(Cancelled).AsTask();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        (await registry.GetAsync(new(other.About.Id, Worker), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker, "the other answers meanwhile");
        // Not before the other was heard: no time is to pass for it.
        await LiveWorkspace.UntilAsync(() => answers.Known.Count > 0);
        listing.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(10));

        var listed = await listing.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        listed.Workers.ShouldHaveSingleItem().Runtime.ShouldBe(other.About.Id);
        var fault = listed.Faults.ShouldHaveSingleItem();
        (fault.Runtime, fault.Fault.Code).ShouldBe((hanging.About.Id, FaultCodes.RuntimeTimeout));
        SaysNothing(fault.Fault, server.Address);
    }

    private static RemoteSource Open(Uri address, TimeProvider time) => RemoteSource.Open(RuntimeId.Parse("far", null), $"{address}", $"token-{Canary}", time).Value;

    private static void SaysNothing(Fault fault, Uri address)
    {
        fault.Message.ShouldNotContain(Canary);
        fault.Message.ShouldNotContain($"{address.Port}");
        fault.Message.ShouldNotContain(address.Host);
    }
}
