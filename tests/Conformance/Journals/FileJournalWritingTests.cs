using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

public sealed class FileJournalWritingTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Fact]
    public async Task Writers_at_the_same_time_share_syncs()
    {
        await using var journal = await OpenAsync(_root.Path);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) (await journal.AppendAsync($"w{writer}", "a")).Fault.ShouldBeNull();
        })));
        var statistics = journal.Statistics;
        statistics.Appends.ShouldBe(64 * 20);
        statistics.Syncs.ShouldBeLessThan(64 * 20 / 4);
        statistics.Bytes.ShouldBe(new FileInfo(_root.Log()).Length);
    }

    [Fact]
    public async Task A_refused_append_and_a_duplicate_write_nothing()
    {
        await using var journal = await OpenAsync(_root.Path);
        await journal.AppendAsync(Stream("ada"), new() { OperationKey = "k", Events = [new("noted", "{}"u8.ToArray())] }, Cancelled);
        var before = (journal.Statistics, new FileInfo(_root.Log()).Length);
        await journal.AppendAsync(Stream("ada"), new() { OperationKey = "k", Events = [new("noted", "{}"u8.ToArray())] }, Cancelled);
        await journal.AppendAsync(Stream("ada"), new() { ExpectedVersion = 9, Events = [new("noted", "{}"u8.ToArray())] }, Cancelled);
        await journal.ReadAsync(Stream("ada"), new(), Cancelled);
        (journal.Statistics, new FileInfo(_root.Log()).Length).ShouldBe(before);
    }

    [Fact]
    public async Task A_closed_journal_says_so_to_whoever_still_reads()
    {
        var journal = await OpenAsync(_root.Path);
        await journal.AppendAsync("ada", "a");
        await journal.DisposeAsync();
        var read = Task.Run(() => journal.ReadAsync(Stream("ada"), new(), Cancelled).AsTask(), Cancelled);
        (await read.WaitAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreFailed);
        (await journal.AppendAsync("ada", "b")).Fault!.Code.ShouldBe(FaultCodes.StoreFailed);
    }

    [Fact]
    public async Task The_log_goes_on_in_a_new_file_when_one_is_full()
    {
        await using (var journal = await OpenAsync(_root.Path, 4096))
        {
            for (var i = 0; i < 40; i++) await journal.AppendAsync("ada", new string('x', 500));
        }

        Directory.GetFiles(Path.Combine(_root.Path, "log")).ShouldAllBe(file => new FileInfo(file).Length <= 4096);
        await using var opened = await OpenAsync(_root.Path, 4096);
        opened.Diagnostics.ShouldBeEmpty();
        (await opened.CountAsync("ada")).ShouldBe(40);
        (await opened.AppendAsync("ada", "a")).Value.FirstVersion.ShouldBe(41);
    }

    [Fact]
    public async Task A_copy_of_the_root_taken_at_any_moment_opens_with_all_that_was_acknowledged()
    {
        await using var journal = await OpenAsync(_root.Path, 8192, sortBytes: 0);
        using var copy = new TempRoot();
        long acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) Volatile.Write(ref acknowledged, (await journal.AppendAsync("ada", new string('x', i))).Value.LastVersion);
        }, Cancelled);
        for (var i = 0; !writing.IsCompleted; i++)
        {
            var (to, least) = (Path.Combine(copy.Path, $"{i}"), Volatile.Read(ref acknowledged));
            // In the order in which what is sorted moves: a log file that vanishes meanwhile is in what is copied behind it.
            foreach (var part in (string[])["log", "catalog", "streams", "journal.json"]) await CopyAsync(Path.Combine(_root.Path, part), Path.Combine(to, part));
            await using var opened = await OpenAsync(to, 8192);
            opened.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Kind == DiagnosticKind.TornTail);
            (await opened.CountAsync("ada")).ShouldBeGreaterThanOrEqualTo((int)least);
        }

        await writing;
        acknowledged.ShouldBe(300);
    }

    [Theory]
    [InlineData(4 * 1024)]
    [InlineData(64 * 1024 * 1024)]
    public async Task A_full_disk_refuses_the_append_whole_and_writing_resumes_when_there_is_room(int segmentBytes)
    {
        await using var disk = await TinyDisk.MountAsync(256);
        long last = 0;
        await using (var journal = await OpenAsync(disk.Root, segmentBytes))
        {
            disk.Fill(128);
            Fault? fault = null;
            while (fault is null)
            {
                if ((await journal.AppendAsync("ada", "a", new string('x', 3_000))).TryGet(out var appended, out fault)) last = appended.LastVersion;
            }

            fault.Code.ShouldBe(FaultCodes.DiskFull);
            last.ShouldBeGreaterThan(0);
            (await journal.CountAsync("ada")).ShouldBe((int)last);
            (await journal.StreamsAsync(new(), Cancelled)).Value.Heads.Single().Version.ShouldBe(last);
            (await journal.AppendAsync("ada", new string('x', 30_000))).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
            disk.Free();
            (await journal.AppendAsync("ada", "resumed")).Value.FirstVersion.ShouldBe(last + 1);
        }

        await using var opened = await OpenAsync(disk.Root, segmentBytes);
        opened.Diagnostics.ShouldBeEmpty();
        (await opened.CountAsync("ada")).ShouldBe((int)last + 1);
    }

    public void Dispose() => _root.Dispose();

    private static async Task CopyAsync(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            foreach (var entry in Directory.GetFileSystemEntries(from).Order()) await CopyAsync(entry, Path.Combine(to, Path.GetFileName(entry)));
            return;
        }

        try
        {
            await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var target = File.Create(to);
            await source.CopyToAsync(target, Cancelled);
        }
        catch (FileNotFoundException)
        {
            return;
        }
    }
}
