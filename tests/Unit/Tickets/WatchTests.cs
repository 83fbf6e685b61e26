using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class WatchTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Changes_of_this_program_of_others_and_of_hands_are_told()
    {
        using var temp = new TempStore();
        using var other = TicketStore.Open(new() { Root = temp.Store.Root });
        var first = await temp.CreateAsync();
        var second = await temp.CreateAsync();
        await using var watch = await Watch.StartAsync(temp, Never, first);

        await temp.CommentAsync(first, "by this store");
        await watch.ShouldTellAsync(first);
        await other.AppendAsync(second, new() { Kind = "comment", Author = "x", Body = "by another" }, TempStore.Ct);
        await watch.ShouldTellAsync(second);
        await File.AppendAllTextAsync(temp.PathOf(second, "item.md"), "by hand\n", TempStore.Ct);
        await watch.ShouldTellAsync(second);
        await watch.ShouldTellAsync(await temp.CreateAsync("new"));
        Directory.Delete(Path.GetDirectoryName(temp.PathOf(first, "item.md"))!, recursive: true);
        await watch.ShouldTellAsync(first);
    }

    [Fact]
    public async Task Artifacts_alone_tell_nothing()
    {
        using var temp = new TempStore();
        var first = await temp.CreateAsync();
        var second = await temp.CreateAsync();
        await using var watch = await Watch.StartAsync(temp, Never, second);
        (await temp.Store.WriteArtifactAsync(first, "receipts/r.json", "x"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        await temp.CommentAsync(second, "x");
        await watch.ShouldTellAsync(second);
        watch.Told.ShouldNotContain(first);
    }

    [Fact]
    public async Task The_scan_finds_what_no_event_told()
    {
        using var temp = new TempStore();
        // The folder is not there yet, so nothing can be watched when it begins.
        await using var changes = temp.Store.WatchAsync(TimeSpan.FromMilliseconds(20), TempStore.Ct).GetAsyncEnumerator(TempStore.Ct);
        var next = changes.MoveNextAsync();
        var id = await temp.CreateAsync();
        (await next.AsTask().WaitAsync(TimeSpan.FromSeconds(20), TempStore.Ct)).ShouldBeTrue();
        changes.Current.ShouldBe(new(id, TicketChangeKind.Created, null, TicketState.Planning));
    }

    [Fact]
    public async Task Watching_ends_when_it_is_cancelled()
    {
        using var temp = new TempStore();
        await temp.CreateAsync();
        using var stop = new CancellationTokenSource();
        await using var changes = temp.Store.WatchAsync(Never, stop.Token).GetAsyncEnumerator(TempStore.Ct);
        var next = changes.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
    }
}
