using System.Text;
using Yoi.Journal;
using Yoi.Journal.Files;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>A pass of the sort takes several files of the log.</summary>
public sealed class FileJournalSortPassTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Fact]
    public async Task A_log_larger_than_what_is_sorted_at_once_is_sorted_in_order()
    {
        const int appends = 12, events = 32;
        var filler = new string('x', 256 * 1024 - 100);
        await using (var journal = (await FileJournal.OpenAsync(new() { Root = _root.Path, SortBytes = long.MaxValue, StreamFileBytes = 64 * 1024 * 1024 }, Cancelled)).Value)
        {
            for (var i = 0; i < appends; i++) await journal.AppendAsync($"s{i % 2}", [.. Enumerable.Range(0, events).Select(e => $"{i} {e} {filler}")]);
        }

        Directory.GetFiles(Path.Combine(_root.Path, "log")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_root.Path, "streams", "workers", "s1")).ShouldHaveSingleItem();
        await using var opened = (await FileJournal.OpenAsync(new() { Root = _root.Path }, Cancelled)).Value;
        for (var s = 0; s < 2; s++)
        {
            for (long after = 0; after < appends / 2 * events; after += events)
            {
                var page = (await opened.ReadAsync(Stream($"s{s}"), new() { After = after, Limit = events, ByteBudget = int.MaxValue }, Cancelled)).Value;
                page.Events.Select(e => e.Version).ShouldBe(Enumerable.Range((int)after + 1, events).Select(v => (long)v));
                Encoding.UTF8.GetString(page.Events[0].Data.Span).ShouldStartWith($$"""{"text":"{{(after / events * 2) + s}} 0 """);
            }
        }
    }

    [Fact]
    public async Task What_follows_a_damaged_line_of_a_stream_stays_in_the_log()
    {
        var first = Path.Combine(_root.Path, "log", "00000001.jsonl");
        byte[] whole;
        await using (var journal = (await FileJournal.OpenAsync(new() { Root = _root.Path, SegmentBytes = 4096, SortBytes = long.MaxValue }, Cancelled)).Value)
        {
            for (var i = 0; i < 100; i++) await journal.AppendAsync($"s{i % 2}", $"event {i}");
            Directory.GetFiles(Path.GetDirectoryName(first)!).Length.ShouldBeGreaterThan(2);
            whole = await File.ReadAllBytesAsync(first, Cancelled);
            var damaged = whole.ToArray();
            damaged[damaged.AsSpan().IndexOf("event 10"u8)] ^= 1;
            await File.WriteAllBytesAsync(first, damaged, Cancelled);
        }

        // Restored from a backup, as the diagnostic says.
        await File.WriteAllBytesAsync(first, whole, Cancelled);
        await using var opened = (await FileJournal.OpenAsync(new() { Root = _root.Path }, Cancelled)).Value;
        (await opened.CountAsync("s0")).ShouldBe(50);
        (await opened.CountAsync("s1")).ShouldBe(50);
    }

    public void Dispose() => _root.Dispose();
}
