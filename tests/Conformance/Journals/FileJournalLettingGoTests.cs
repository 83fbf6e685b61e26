using System.Text;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>Files that retention lets go of while somebody reads them are no damage.</summary>
public sealed class FileJournalLettingGoTests : IDisposable
{
    private static readonly byte[] Note = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 1_500)}}"}""");

    private readonly TempRoot _root = new();

    [Fact]
    public async Task A_read_meets_no_damage_where_retention_lets_go_of_a_file()
    {
        await using (var journal = await OpenLettingGoAsync()) await ReadWhileWritingAsync(journal);
        // At its close all was sorted, so that there is something to let go of.
        await using var opened = await OpenLettingGoAsync();
        await opened.ApplyRetentionAsync(Cancelled);
        (await opened.ReadAsync(Stream("ada"), new() { After = 0 }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.CursorExpired);
    }

    [Fact]
    public async Task The_first_key_after_an_opening_is_found_out_about_while_retention_lets_go_of_files()
    {
        for (var round = 0; round < 6; round++)
        {
            await using (var journal = await OpenLettingGoAsync(keeps: true)) await WriteAsync(journal, 20);
            await using var opened = await OpenLettingGoAsync();
            var retaining = opened.ApplyRetentionAsync(Cancelled);
            (await opened.AppendAsync(Stream("ada"), new() { OperationKey = $"key {round}", Events = [new("noted", Note)] }, Cancelled)).Fault.ShouldBeNull();
            await retaining;
        }
    }

    public void Dispose() => _root.Dispose();

    private static IEnumerable<long> Versions(Page page) => page.Events.Select(e => e.Version);

    private static async Task ReadWhileWritingAsync(FileJournal journal)
    {
        var writing = Task.Run(() => WriteAsync(journal, 120), Cancelled);
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(
            async () =>
            {
                while (!writing.IsCompleted)
                {
                    var range = reader switch { 0 => new ReadRange { Backward = true }, 1 => new() { FromSnapshot = true }, _ => new ReadRange { After = 0 } };
                    var read = await journal.ReadAsync(Stream("ada"), range, Cancelled);
                    if (read.TryGet(out var page, out var fault)) Versions(page).ShouldBe(Enumerable.Range(0, page.Events.Count).Select(i => page.Events[0].Version + (range.Backward ? -i : i)));
                    else fault.Code.ShouldBe(FaultCodes.CursorExpired, fault.Message);
                }
            },
            Cancelled)).ToArray();
        await Task.WhenAll([writing, .. readers]);
    }

    private static async Task WriteAsync(FileJournal journal, int notes)
    {
        for (var i = 0; i < notes; i++)
        {
            var version = (await journal.AppendAsync(Stream("ada"), new() { Events = [new("noted", Note)] }, Cancelled)).Value.LastVersion;
            if (i % 5 == 4) (await journal.AppendAsync(Stream("ada"), new() { ExpectedVersion = version, Snapshot = "{}"u8.ToArray() }, Cancelled)).Fault.ShouldBeNull();
        }
    }

    private async Task<FileJournal> OpenLettingGoAsync(bool keeps = false) =>
        (await FileJournal.OpenAsync(
            new() { Root = _root.Path, SegmentBytes = 4096, StreamFileBytes = 4096, SortBytes = 0, Retention = new() { BytesBehindSnapshot = keeps ? null : 1 } }, Cancelled)).Value;
}
