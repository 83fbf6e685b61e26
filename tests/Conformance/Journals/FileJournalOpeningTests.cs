using System.Diagnostics;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

public sealed class FileJournalOpeningTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Fact]
    public async Task An_empty_a_missing_and_every_half_created_root_opens()
    {
        var missing = Path.Combine(_root.Path, "a", "b");
        var made = new Action<string>[]
        {
            _ => { },
            root => Directory.CreateDirectory(root),
            root => File.WriteAllText(Path.Combine(root, ".lock"), ""),
            root => File.WriteAllText(Path.Combine(root, "journal.json.tmp"), "{\"sch"),
            root => Directory.CreateDirectory(Path.Combine(root, "log")),
            root => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "log")).FullName, "00000001.jsonl"), ""),
            root => File.WriteAllText(Path.Combine(root, "journal.json"), "{\"schema\":1,\"store\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\"}"),
        };
        foreach (var step in made)
        {
            step(missing);
            await using (var journal = await OpenAsync(missing))
            {
                journal.Diagnostics.ShouldBeEmpty();
                (await journal.AppendAsync("ada", "a")).Fault.ShouldBeNull();
            }

            Directory.Delete(missing, recursive: true);
            Directory.CreateDirectory(missing);
        }
    }

    [Fact]
    public async Task The_store_keeps_its_id()
    {
        Guid id;
        await using (var journal = await OpenAsync(_root.Path)) id = journal.StoreId;
        id.ShouldNotBe(Guid.Empty);
        await using var again = await OpenAsync(_root.Path);
        again.StoreId.ShouldBe(id);
    }

    [Fact]
    public async Task A_head_stays_though_later_lines_of_the_log_have_none()
    {
        await using (var journal = await OpenAsync(_root.Path))
        {
            await journal.AppendAsync(Stream("ada"), new() { Head = "{\"name\":\"Ada\"}"u8.ToArray() }, Cancelled);
            await journal.AppendAsync("ada", "a");
        }

        await using var again = await OpenAsync(_root.Path);
        var head = (await again.StreamsAsync(new(), Cancelled)).Value.Heads.ShouldHaveSingleItem();
        head.Version.ShouldBe(1);
        head.Head.Span.SequenceEqual("{\"name\":\"Ada\"}"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_without_its_record_is_refused_and_left_as_it_is()
    {
        await using (var journal = await OpenAsync(_root.Path)) await journal.AppendAsync("ada", "a");
        var log = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        File.Delete(Path.Combine(_root.Path, "journal.json"));
        (await TryOpenAsync(_root.Path)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        File.Exists(Path.Combine(_root.Path, "journal.json")).ShouldBeFalse();
        (await File.ReadAllBytesAsync(_root.Log(), Cancelled)).ShouldBe(log);
    }

    [Theory]
    [InlineData("", FaultCodes.StoreCorrupt)]
    [InlineData("{}", FaultCodes.StoreCorrupt)]
    [InlineData("{\"schema\":0,\"store\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\"}", FaultCodes.StoreCorrupt)]
    [InlineData("{\"schema\":2,\"store\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\"}", FaultCodes.SchemaNewer)]
    public async Task A_record_that_cannot_be_used_is_refused(string record, string code)
    {
        await File.WriteAllTextAsync(Path.Combine(_root.Path, "journal.json"), record, Cancelled);
        (await TryOpenAsync(_root.Path)).Fault!.Code.ShouldBe(code);
        // And the root is not held by the attempt.
        File.Delete(Path.Combine(_root.Path, "journal.json"));
        await using var journal = await OpenAsync(_root.Path);
        journal.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_opening_is_refused_until_the_first_closes()
    {
        await using (await OpenAsync(_root.Path)) (await TryOpenAsync(_root.Path)).Fault!.Code.ShouldBe(FaultCodes.StoreLocked);
        await using var journal = await OpenAsync(_root.Path);
        journal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_root_that_another_process_holds_is_refused_until_that_process_is_killed()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "flock(1) is not installed");
        await using (await OpenAsync(_root.Path)) (await ExitAsync("-n", "true")).ShouldNotBe(0);
        (await ExitAsync("-n", "true")).ShouldBe(0);
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock") { ArgumentList = { "--no-fork", Lock, "sh", "-c", "echo held; read x" }, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        (await other.StandardOutput.ReadLineAsync(Cancelled)).ShouldBe("held");
        (await TryOpenAsync(_root.Path)).Fault!.Code.ShouldBe(FaultCodes.StoreLocked);
        other.Kill();
        await other.WaitForExitAsync(Cancelled);
        await using var journal = await OpenAsync(_root.Path);
        journal.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_log_is_lines_that_any_tool_can_read()
    {
        await using (var journal = await OpenAsync(_root.Path))
            await journal.AppendAsync(Stream("ada"), new() { OperationKey = "k", Events = [new("noted", "{\"text\":\"hé\"}"u8.ToArray())], Head = "{\"n\":1}"u8.ToArray() }, Cancelled);
        var line = (await File.ReadAllLinesAsync(_root.Log(), Cancelled)).Single();
        line.ShouldStartWith("""{"stream":"workers/ada","version":1,"count":1,"key":"k","head":{"n":1},"events":[{"type":"noted","data":{"text":"hé"}}],"crc":""" + "\"");
        JsonDocument.Parse(line).RootElement.GetProperty("crc").GetString()!.Length.ShouldBe(8);
    }

    [Fact]
    public async Task A_root_that_is_a_file_answers_a_fault()
    {
        var file = Path.Combine(_root.Path, "file");
        await File.WriteAllTextAsync(file, "", Cancelled);
        (await TryOpenAsync(file)).Fault!.Code.ShouldBe(FaultCodes.StoreFailed);
        (await TryOpenAsync(" ")).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_closed_journal_answers_a_fault()
    {
        var journal = await OpenAsync(_root.Path);
        await journal.DisposeAsync();
        (await journal.AppendAsync("ada", "a")).Fault!.Code.ShouldBe(FaultCodes.StoreFailed);
    }

    public void Dispose() => _root.Dispose();

    private string Lock => Path.Combine(_root.Path, ".lock");

    private async Task<int> ExitAsync(string option, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/flock") { ArgumentList = { option, Lock, command } })!;
        await process.WaitForExitAsync(Cancelled);
        return process.ExitCode;
    }
}
