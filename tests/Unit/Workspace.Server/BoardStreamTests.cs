using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class BoardStreamTests
{
    private const string Stream = "/api/workspaces/tea/board/stream";

    [Fact]
    public async Task A_stream_starts_with_the_board_and_brings_each_change()
    {
        await using var server = await TestServer.StartAsync();
        server.Board.Put(Sample.Card(1));
        using var response = await server.SendAsync("GET", Stream, await server.NewTokenAsync());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        var (name, frame) = await events.NextFrameAsync();
        name.ShouldBe("snapshot");
        frame.ShouldBeOfType<BoardSnapshotFrame>().Board.Cards.ShouldBe([Sample.Card(1)]);

        server.Board.Put(Sample.Card(1, "Pour slowly"));
        (await events.NextFrameAsync()).ShouldBe(("card", new CardFrame(Sample.Card(1, "Pour slowly"))));

        server.Board.Remove(new TicketId(1));
        (await events.NextFrameAsync()).ShouldBe(("gone", new GoneFrame(new TicketId(1))));
    }

    [Fact]
    public async Task Cards_put_while_streams_open_are_seen_once_in_the_snapshot_or_after_it()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        var writing = Task.Run(() =>
        {
            for (ulong id = 1; id <= 200; id++) server.Board.Put(Sample.Card(id));
        }, TestContext.Current.CancellationToken);
        using var response = await server.SendAsync("GET", Stream, token);
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        var seen = new HashSet<TicketId>();
        while (seen.Count < 200)
        {
            var (_, frame) = await events.NextFrameAsync();
            if (frame is BoardSnapshotFrame snapshot) seen = [.. snapshot.Board.Cards.Select(card => card.Id)];
            else seen.Add(frame.ShouldBeOfType<CardFrame>().Card.Id).ShouldBeTrue();
        }

        await writing;
    }

    [Theory]
    [InlineData(Stream, 1)]
    [InlineData("/api/workspaces/tea/runtimes/embedded/workers/01975a3c-0000-7000-8000-00000000abcd/stream", 2)]
    public async Task A_comment_every_fifteen_seconds_shows_that_the_line_holds(string stream, int frames)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.SendAsync("GET", stream, await server.NewTokenAsync());
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        for (var frame = 0; frame < frames; frame++) (await events.NextAsync()).ShouldNotBeNull();

        for (var beat = 0; beat < 2; beat++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(15));
            (await events.NextAsync()).ShouldNotBeNull().ShouldStartWith(":");
        }
    }

    [Fact]
    public async Task A_stream_ends_when_its_session_does()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.SendAsync("GET", Stream, await server.NewTokenAsync());
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await events.NextFrameAsync();

        server.Time.Advance(TimeSpan.FromDays(30));

        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_expired_session_gets_no_further_card_of_an_open_stream()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        server.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        using var response = await server.SendAsync("GET", Stream, token);
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await events.NextFrameAsync();

        server.Time.Advance(TimeSpan.FromSeconds(2));
        server.Board.Put(Sample.Card(1));

        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Stopping_the_server_ends_its_streams()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.SendAsync("GET", Stream, await server.NewTokenAsync());
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await events.NextFrameAsync();

        await server.Server.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);

        (await events.NextAsync()).ShouldBeNull();
    }
}
