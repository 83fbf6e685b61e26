using System.Diagnostics;
using System.Text;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>
/// Each file of a small store is cut at every byte, and a bit is turned over in every byte: all with YOI_LONG=1, else some that are spread over all. The store opens or
/// says why not; what the damage did not touch is whole, and what it touched is never read as something else.
/// </summary>
public sealed class FileJournalEveryByteTests : IDisposable
{
    private const int Few = 500;

    private readonly TempRoot _root = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Damage_at_any_byte_costs_what_it_touches_and_no_more(bool cuts)
    {
        var store = await SmallStore.MakeAsync(_root.Path);
        List<(SmallFile File, int At)> points = [.. store.Files.SelectMany(file => Enumerable.Range(0, file.Bytes.Length).Select(at => (file, at)))];
        var some = FaultSample.Of(points, Few);
        var clock = Stopwatch.StartNew();
        foreach (var (file, at) in some)
        {
            await File.WriteAllBytesAsync(file.Path, cuts ? file.Bytes[..at] : Turned(file.Bytes, at), Cancelled);
            var opened = await TryOpenAsync(_root.Path, 4096);
            if (opened.TryGet(out var journal, out var fault))
            {
                await using (journal) await CheckAsync(store, journal, file, at, cuts);
            }
            else
            {
                (file.Name, fault.Code).ShouldBeOneOf([("journal.json", FaultCodes.StoreCorrupt), ("journal.json", FaultCodes.SchemaNewer)], $"byte {at} of {file.Name}");
            }

            await File.WriteAllBytesAsync(file.Path, file.Bytes, Cancelled);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{some.Count} of {points.Count} bytes of {store.Files.Count} files in {clock.Elapsed.TotalSeconds:F1} s.");
        await using var whole = await OpenAsync(_root.Path, 4096);
        whole.Diagnostics.ShouldBeEmpty();
        (await SmallStore.ReadAsync(whole)).ShouldBe(store.Streams, ignoreOrder: true);
    }

    public void Dispose() => _root.Dispose();

    private static byte[] Turned(byte[] whole, int at)
    {
        var bytes = whole.ToArray();
        bytes[at] ^= (byte)(1 << new Random(FaultSample.Seed + at).Next(8));
        return bytes;
    }

    private static async Task CheckAsync(SmallStore store, FileJournal journal, SmallFile file, int at, bool cuts)
    {
        var because = $"byte {at} of {file.Name}";
        journal.Diagnostics.ShouldBeUnique();
        journal.Diagnostics.Where(d => d.Stream is not null).Select(d => d.Stream).ShouldBeUnique();
        // A turned bit of which nothing is said, as in the case of a checksum's letter, may cost nothing.
        var touched = file.IsLog && !cuts && journal.Diagnostics.Count == 0 ? [] : file.TouchedBy(at, cuts);
        // A damaged name may be read as that of a stream that never was: it has nothing but its diagnostic.
        var heads = (await journal.StreamsAsync(new(), Cancelled)).Value.Heads;
        heads.Where(h => store.Streams.All(s => s.Stream != h.Stream)).ShouldAllBe(h => h.Diagnostic != null && h.Version == 0, because);
        foreach (var stream in store.Streams)
        {
            var read = await journal.ReadAsync(stream.Stream, new() { Limit = 10_000 }, Cancelled);
            if (!read.TryGet(out var page, out var fault))
            {
                fault.Code.ShouldBe(FaultCodes.StoreCorrupt, because);
                touched.ShouldContain(stream.Stream, because);
                // It says where, at the opening or to who reads.
                if (file.IsOfAStream) fault.Message.ShouldContain(file.Name, Case.Sensitive, because);
                else journal.Diagnostics.Count(d => d.Stream == stream.Stream && d is { Kind: DiagnosticKind.CorruptLine or DiagnosticKind.MissingVersions, Line: > 0 }).ShouldBe(1, because);
                continue;
            }

            SmallStore.Texts(page).ShouldBe(stream.Texts.Take(page.Events.Count), because);
            if (touched.Contains(stream.Stream) && !file.IsOfAStream) continue;
            page.Events.Count.ShouldBe(stream.Texts.Count, because);
            var fromSnapshot = (await journal.ReadAsync(stream.Stream, new() { FromSnapshot = true }, Cancelled)).Value;
            if (fromSnapshot.Snapshot is { } snapshot) Encoding.UTF8.GetString(snapshot.Data.Span).ShouldBe(stream.Snapshot, because);
            else fromSnapshot.Events.Count.ShouldBe(stream.Texts.Count, because);
        }

        if (file.Name == "catalog" && (cuts || journal.Diagnostics.Count > 0)) journal.Diagnostics.ShouldHaveSingleItem(because).Kind.ShouldBe(DiagnosticKind.CatalogRebuilt, because);
        if (file.IsLastLog && cuts) journal.Diagnostics.Select(d => d.Kind).ShouldBe(file.IsLineEnd(at) ? [] : [DiagnosticKind.TornTail], because);
        if (touched.Count > 0 && file.IsLog && !cuts && at < file.Bytes.Length - 1) journal.Diagnostics.ShouldContain(d => d.Kind == DiagnosticKind.CorruptLine && d.File == file.Name && d.Line == file.LineOf(at), because);
        if (file.IsLastLog && cuts) (await SmallStore.ReadAsync(journal)).Sum(s => s.Texts.Count).ShouldBe(store.Streams.Sum(s => s.Texts.Count) - file.EventsBehind(at), because);
    }
}
