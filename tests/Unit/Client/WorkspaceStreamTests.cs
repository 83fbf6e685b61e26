using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Workspace.Server;

namespace Yoi.Tests.Unit.Client;

/// <summary>Streams of a workspaces' server over connections that break.</summary>
public sealed class WorkspaceStreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Workers_stream_goes_on_behind_its_cursor_over_HTTP_with_the_token()
    {
        await using var server = Server(
            Event(Snapshot, "c1") + Event(Item(2), "c2") + Event(new WorkerDeltaFrame("m", 0, "Hel")) + Event(Item(3), "c3")[..30],
            "",
            ": still here\n\n" + Event(Item(3), "c3") + "event: x\ndata: {\"frame\":\"of_tomorrow\"}\n\n",
            Event(new WorkerClosedFrame(new(FaultCodes.RuntimeStopped, "Stopping."))),
            Event(Item(4), "c4") + Event(new WorkerClosedFrame(new(FaultCodes.UnknownWorker, "It is gone."))));
        using var client = Client(server);
        List<string> seen = [];
        await foreach (var frame in client.Workers("tea").WatchAsync(Surfaces.Worker, null, Cancelled)) seen.Add(Short(frame));

        seen.ShouldBe(["snapshot", "2", "m0:Hel", "3", "4", "unknown_worker: It is gone."]);
        server.Heads.Select(head => Header(head, "Last-Event-ID")).ShouldBe([null, "c2", "c2", "c3", "c3"]);
        server.Heads.ShouldAllBe(head => Header(head, "Authorization") == "Bearer token");
    }

    [Theory]
    [InlineData("cursor_foreign")]
    [InlineData("ü")]
    public async Task After_a_cursor_that_is_none_a_Workers_stream_begins_anew(string cursor)
    {
        await using var server = HostileServer.Start((_, head, stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(Head + (Header(head, "Last-Event-ID") is null
            ? Event(Snapshot, "c1") + Event(new WorkerClosedFrame(new(FaultCodes.UnknownWorker, "It is gone.")))
            : Event(new WorkerClosedFrame(new(FaultCodes.CursorForeign, "Of another."))))), token).AsTask());
        using var client = Client(server);
        List<string> seen = [];
        await foreach (var frame in client.Workers("tea").WatchAsync(Surfaces.Worker, cursor, Cancelled)) seen.Add(Short(frame));

        seen.ShouldBe(["snapshot", "unknown_worker: It is gone."]);
        Header(server.Heads[^1], "Last-Event-ID").ShouldBeNull();
    }

    [Fact]
    public async Task A_board_begins_anew_after_a_loss_and_ends_with_the_reason()
    {
        await using var server = HostileServer.Start((number, _, stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(number switch
        {
            0 => Head + Event(new BoardSnapshotFrame(new(Sample.Workspace, []))) + Event(new GoneFrame(new(1)))[..20],
            1 => HostileServer.Answer("429 Slow\r\nRetry-After: 1", "text/plain", ""),
            2 => Head + Event(new BoardSnapshotFrame(new(Sample.Workspace, []))) + Event(new CardFrame(Sample.Card(1))),
            _ => HostileServer.Answer("401 No", "application/problem+json", """{"type":"urn:x","code":"unauthorized","title":"The token is revoked.","status":401,"trace_id":"x"}"""),
        }), token).AsTask());
        using var client = Client(server);
        List<string> seen = [];
        await foreach (var next in client.WatchBoardAsync("tea", Cancelled)) seen.Add(next.TryGet(out var frame, out var end) ? frame.GetType().Name : end.Message);

        seen.ShouldBe([nameof(BoardSnapshotFrame), nameof(BoardSnapshotFrame), nameof(CardFrame), "The token is revoked."]);
    }

    [Theory]
    [InlineData("data: no json\n\n")]
    [InlineData("data: []\n\n")]
    [InlineData("long")]
    public async Task Garbage_ends_a_stream(string text)
    {
        await using var server = Server(text == "long" ? $"data: {new string('x', 600_000)}\n\n" : text);
        using var client = Client(server);
        List<string> seen = [];
        await foreach (var next in client.WatchBoardAsync("tea", Cancelled)) seen.Add(next.Fault!.Message);

        seen.ShouldHaveSingleItem().ShouldContain("does not understand");
        server.Heads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nothing_comes_back_a_stream_ends_with_its_patience()
    {
        await using var server = HostileServer.Saying("");
        using var client = Client(server);
        List<string> seen = [];
        await foreach (var next in client.WatchBoardAsync("tea", Cancelled)) seen.Add(next.Fault!.Code);

        seen.ShouldBe([FaultCodes.ServerUnavailable]);
        server.Heads.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_token_taken_back_ends_the_streams_of_a_real_server()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Viewer);
        using var client = WorkspaceClient.Create(new() { Address = server.Server.Listens, Token = issued.Token }).Value;
        await using var board = client.WatchBoardAsync("tea", Cancelled).GetAsyncEnumerator(Cancelled);
        await using var worker = client.Workers("tea").WatchAsync(Surfaces.Worker, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await board.MoveNextAsync()).ShouldBeTrue();
        board.Current.Value.ShouldBeOfType<BoardSnapshotFrame>().Board.Workspace.Id.ShouldBe("tea");
        (await worker.MoveNextAsync()).ShouldBeTrue();
        worker.Current.ShouldBeOfType<WorkerSnapshotFrame>();

        await server.RevokeAsync("tokens", issued.View.Id);

        while (board.Current.Fault is null) (await board.MoveNextAsync()).ShouldBeTrue();
        board.Current.Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        while (worker.Current is not WorkerClosedFrame) (await worker.MoveNextAsync()).ShouldBeTrue();
        worker.Current.ShouldBeOfType<WorkerClosedFrame>().Problem.Code.ShouldBe(FaultCodes.Unauthorized);
    }

    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private static WorkerSnapshotFrame Snapshot => new(Surfaces.View, [], null);

    private static WorkspaceClient Client(HostileServer server) =>
        WorkspaceClient.Create(new() { Address = server.Address, Token = "token", MostBytes = 256 * 1024, Deadline = TimeSpan.FromMinutes(2), StreamPatience = TimeSpan.FromMinutes(5), Time = new HurriedTime() }).Value;

    /// <summary>Tells the first connection the first text, and so on, and breaks each.</summary>
    private static HostileServer Server(params string[] texts) => HostileServer.Start((number, _, stream, token) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(Head + texts[Math.Min(number, texts.Length - 1)]), token).AsTask());

    private static string Event(WorkerFrame frame, string? id = null) => Event(frame, BrowserJson.Default.WorkerFrame, id);

    private static string Event(BoardFrame frame) => Event(frame, BrowserJson.Default.BoardFrame, null);

    private static string Event<T>(T frame, JsonTypeInfo<T> type, string? id) => $"{(id is null ? "" : $"id: {id}\n")}event: x\ndata: {JsonSerializer.Serialize(frame, type)}\n\n";

    private static WorkerEventFrame Item(long seq) => new(new NoteView("note") { Seq = seq, At = default });

    private static string? Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    private static string Short(WorkerFrame frame) => frame switch
    {
        WorkerSnapshotFrame => "snapshot",
        WorkerEventFrame x => $"{x.Event.Seq}",
        WorkerDeltaFrame x => $"{x.MessageId}{x.Offset}:{x.Text}",
        WorkerClosedFrame x => $"{x.Problem.Code}: {x.Problem.Message}",
        _ => "",
    };
}
