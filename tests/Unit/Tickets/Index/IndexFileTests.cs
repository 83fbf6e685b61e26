using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class IndexFileTests
{
    [Fact]
    public async Task An_index_file_that_is_cut_off_anywhere_costs_time_and_nothing_else()
    {
        using var indexed = await FilledAsync();
        var whole = await File.ReadAllBytesAsync(indexed.File, TempStore.Ct);
        for (var length = 0; length < whole.Length; length += 37)
        {
            await File.WriteAllBytesAsync(indexed.File, whole[..length], TempStore.Ct);
            indexed.Store.Dispose();
            await ShouldBeRightAsync(indexed, whole.Length);
        }
    }

    [Fact]
    public async Task A_byte_that_flipped_in_it_changes_no_answer()
    {
        using var indexed = await FilledAsync();
        var whole = await File.ReadAllBytesAsync(indexed.File, TempStore.Ct);
        for (var at = 0; at < whole.Length; at += 29)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 0x10;
            await File.WriteAllBytesAsync(indexed.File, flipped, TempStore.Ct);
            await ShouldBeRightAsync(indexed, whole.Length);
        }
    }

    [Fact]
    public async Task Of_another_store_it_is_not_believed()
    {
        using var indexed = await FilledAsync();
        using var other = new TempStore();
        using var store = TicketStore.Open(new() { Root = other.Store.Root, IndexFile = indexed.File });
        (await store.ListAsync(TempStore.Ct)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stores_that_share_it_are_each_right()
    {
        using var indexed = await FilledAsync();
        using var first = indexed.Open();
        using var second = indexed.Open();
        for (var i = 0; i < 10; i++)
        {
            var id = await indexed.Temp.CreateAsync($"It is number {i}");
            await indexed.ShouldKnowWhatIsThereAsync(i % 2 == 0 ? first : second);
            await indexed.Temp.CommentAsync(id, "it goes on");
            await indexed.ShouldKnowWhatIsThereAsync(i % 2 == 0 ? second : first);
        }
    }

    [Fact]
    public async Task It_does_not_grow_with_every_change()
    {
        using var indexed = await FilledAsync();
        var id = await indexed.Temp.CreateAsync("A long one", $"{TempStore.Body}\n{new string('x', 200_000)}");
        for (var i = 0; i < 30; i++)
        {
            await indexed.Temp.CommentAsync(id, $"it is {i}");
            await indexed.ShouldKnowWhatIsThereAsync();
        }

        new FileInfo(indexed.File).Length.ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_the_answers_are_the_same()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        using var store = TicketStore.Open(new() { Root = temp.Store.Root, IndexFile = Path.Combine(temp.PathOf(id, "item.md"), "no", "folder.index") });
        (await store.ListAsync(TempStore.Ct)).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Only_its_user_may_look_into_its_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix modes.");
        using var indexed = await FilledAsync();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.GetDirectoryName(indexed.File)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<IndexedStore> FilledAsync()
    {
        var indexed = new IndexedStore();
        var first = await indexed.Temp.CreateAsync("It begins");
        var second = await indexed.Temp.CreateAtAsync(TicketState.Closed);
        await indexed.Temp.RelateAsync(first, "depends_on", second, "it needs it");
        indexed.Temp.Place("no ticket");
        await indexed.ShouldKnowWhatIsThereAsync();
        return indexed;
    }

    private static async Task ShouldBeRightAsync(IndexedStore indexed, int length)
    {
        using (var store = indexed.Open()) await indexed.ShouldKnowWhatIsThereAsync(store);
        new FileInfo(indexed.File).Length.ShouldBeInRange(1000, 2 * length);
    }
}
