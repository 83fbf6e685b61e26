using System.Text.Json;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

public sealed class FileJournalDamageTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Fact]
    public async Task A_last_line_torn_at_any_byte_is_cut_and_all_before_it_stays()
    {
        await using (var journal = await OpenAsync(_root.Path))
        {
            await journal.AppendAsync("ada", "a", "b");
            await journal.AppendAsync("bob", "c");
            await journal.AppendAsync("ada", "torn", "too");
        }

        var whole = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        var start = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var length = start; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_root.Log(), whole[..length], Cancelled);
            await using (var journal = await OpenAsync(_root.Path))
            {
                if (length == start) journal.Diagnostics.ShouldBeEmpty();
                else journal.Diagnostics.Single().Kind.ShouldBe(DiagnosticKind.TornTail);
                (await journal.CountAsync("ada")).ShouldBe(2);
                (await journal.CountAsync("bob")).ShouldBe(1);
                (await journal.AppendAsync("ada", "again")).Value.FirstVersion.ShouldBe(3);
            }

            await using var reopened = await OpenAsync(_root.Path);
            reopened.Diagnostics.ShouldBeEmpty();
            (await reopened.CountAsync("ada")).ShouldBe(3);
        }
    }

    [Fact]
    public async Task Garbage_behind_the_last_line_is_cut()
    {
        await using (var journal = await OpenAsync(_root.Path)) await journal.AppendAsync("ada", "a");
        await using (var file = new FileStream(_root.Log(), FileMode.Append)) await file.WriteAsync(new byte[3_000_000], Cancelled);
        await using var opened = await OpenAsync(_root.Path);
        opened.Diagnostics.Single().Kind.ShouldBe(DiagnosticKind.TornTail);
        (await opened.CountAsync("ada")).ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_hole_that_a_loss_of_power_left_in_the_last_write_is_cut_with_all_behind_it_and_one_before_that_is_damage(int later)
    {
        var (from, length) = await WriteAtOnceAsync();
        for (var n = 0; n < later; n++)
        {
            await using var journal = await OpenAsync(_root.Path);
            await journal.AppendAsync("later", "l");
        }

        var bytes = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        for (var hole = ((from / 512) + 1) * 512; hole + 512 < from + length; hole += 512)
        {
            var damaged = bytes.ToArray();
            damaged.AsSpan(hole, 512).Clear();
            await File.WriteAllBytesAsync(_root.Log(), damaged, Cancelled);
            await using (var journal = await OpenAsync(_root.Path))
            {
                if (later > 0)
                {
                    journal.Diagnostics.ShouldNotBeEmpty();
                    journal.Diagnostics.ShouldAllBe(d => d.Kind == DiagnosticKind.CorruptLine);
                    (await journal.CountAsync("later")).ShouldBe(1);
                    continue;
                }

                journal.Diagnostics.ShouldHaveSingleItem().Kind.ShouldBe(DiagnosticKind.TornTail);
                new FileInfo(_root.Log()).Length.ShouldBeInRange(from, hole);
                foreach (var name in Enumerable.Range(0, 40)) (await journal.AppendAsync($"s{name}", "again")).Fault.ShouldBeNull();
            }

            await using var reopened = await OpenAsync(_root.Path);
            reopened.Diagnostics.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_damaged_byte_anywhere_in_a_line_costs_its_stream_and_no_other()
    {
        await using (var journal = await OpenAsync(_root.Path))
        {
            await journal.AppendAsync("ada", "a");
            await journal.AppendAsync("bob", "b");
            await journal.AppendAsync("eve", "e");
            await journal.AppendAsync("bob", "c");
        }

        var whole = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        var second = Array.IndexOf(whole, (byte)'\n', first);
        for (var at = first; at <= second; at++)
        {
            foreach (var value in new[] { (byte)'x', (byte)'"', (byte)'\n' }.Where(value => value != whole[at]))
            {
                var damaged = whole.ToArray();
                damaged[at] = value;
                await File.WriteAllBytesAsync(_root.Log(), damaged, Cancelled);
                await using var journal = await OpenAsync(_root.Path);
                (await journal.CountAsync("ada")).ShouldBe(1, $"byte {at}");
                (await journal.CountAsync("eve")).ShouldBe(1, $"byte {at}");
                await BobIsCorrupt(journal);
                journal.Diagnostics.Count(diagnostic => diagnostic.Stream == Stream("bob")).ShouldBe(1);
            }
        }
    }

    [Fact]
    public async Task A_stream_whose_newest_line_is_damaged_cannot_be_appended_to()
    {
        await using (var journal = await OpenAsync(_root.Path))
        {
            await journal.AppendAsync("ada", "a");
            await journal.AppendAsync("bob", "b");
        }

        var whole = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        whole[^30] ^= 1;
        await File.WriteAllBytesAsync(_root.Log(), whole, Cancelled);
        await using var opened = await OpenAsync(_root.Path);
        var diagnostic = opened.Diagnostics.Single();
        diagnostic.ShouldSatisfyAllConditions(
            () => diagnostic.Kind.ShouldBe(DiagnosticKind.CorruptLine),
            () => diagnostic.File.ShouldBe("log/00000001.jsonl"),
            () => diagnostic.Line.ShouldBe(2));
        await BobIsCorrupt(opened);
        (await opened.AppendAsync("ada", "more")).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Damage_that_comes_after_opening_is_met_by_the_read()
    {
        await using var journal = await OpenAsync(_root.Path);
        await journal.AppendAsync("ada", "a");
        await journal.AppendAsync("bob", "b");
        await using (var file = new FileStream(_root.Log(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = file.Length - 30;
            await file.WriteAsync("~"u8.ToArray(), Cancelled);
        }

        (await journal.ReadAsync(Stream("bob"), new(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await journal.CountAsync("ada")).ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_log_file_costs_the_streams_that_had_lines_in_it()
    {
        await using (var journal = await OpenAsync(_root.Path, 4096))
        {
            await journal.AppendAsync("ada", new string('a', 3_000));
            await journal.AppendAsync("bob", new string('b', 3_000));
            await journal.AppendAsync("ada", new string('a', 3_000));
            await journal.AppendAsync("bob", new string('b', 3_000));
        }

        File.Delete(_root.Log(2));
        await using var opened = await OpenAsync(_root.Path, 4096);
        opened.Diagnostics.Select(diagnostic => diagnostic.Kind).ShouldBe([DiagnosticKind.MissingFile, DiagnosticKind.MissingVersions]);
        opened.Diagnostics[0].File.ShouldBe("log/00000002.jsonl");
        (await opened.CountAsync("ada")).ShouldBe(2);
        await BobIsCorrupt(opened);
    }

    [Fact]
    public async Task Files_that_are_not_the_journals_are_left_alone()
    {
        await using (var journal = await OpenAsync(_root.Path)) await journal.AppendAsync("ada", "a");
        string[] strays = ["notes.txt", "log/1.jsonl", "log/00000002.jsonl.bak", "log/00000000.jsonl"];
        foreach (var stray in strays) await File.WriteAllTextAsync(Path.Combine(_root.Path, stray), "mine", Cancelled);
        await using var opened = await OpenAsync(_root.Path);
        opened.Diagnostics.Select(diagnostic => diagnostic.File).ShouldBe(strays, ignoreOrder: true);
        opened.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Kind == DiagnosticKind.StrayFile);
        (await opened.CountAsync("ada")).ShouldBe(1);
        strays.ShouldAllBe(stray => File.ReadAllText(Path.Combine(_root.Path, stray)) == "mine");
    }

    /// <summary>Appends to many streams until the last lines of the log were written at once; where they begin and how long they are.</summary>
    private async Task<(int From, int Length)> WriteAtOnceAsync()
    {
        while (true)
        {
            await using (var journal = await OpenAsync(_root.Path)) await Task.WhenAll(Enumerable.Range(0, 40).Select(n => journal.AppendAsync($"s{n}", "a").AsTask()));
            var lines = await File.ReadAllLinesAsync(_root.Log(), Cancelled);
            var behind = JsonDocument.Parse(lines[^1]).RootElement.TryGetProperty("behind", out var before) ? before.GetInt32() : 0;
            if (behind > 1_600) return ((int)new FileInfo(_root.Log()).Length - behind - lines[^1].Length - 1, behind + lines[^1].Length + 1);
        }
    }

    public void Dispose() => _root.Dispose();

    private static async Task BobIsCorrupt(FileJournal journal)
    {
        (await journal.ReadAsync(Stream("bob"), new(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await journal.AppendAsync("bob", "no")).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        var heads = (await journal.StreamsAsync(new(), Cancelled)).Value.Heads;
        var diagnostic = heads.Single(head => head.Stream == Stream("bob")).Diagnostic.ShouldNotBeNull();
        diagnostic.Code.ShouldBe(FaultCodes.StoreCorrupt);
        diagnostic.Message.ShouldContain(".jsonl line ");
    }
}
