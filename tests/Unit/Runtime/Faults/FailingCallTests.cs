using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>
/// A call of the system fails under a file journal, once or from there on: at every call that writes with YOI_LONG=1, else at some. An append is acknowledged and there,
/// or refused with a code and not there, also behind a sync that failed once and works again.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class FailingCallTests
{
    private const int Few = 5;

    [Fact]
    public async Task A_call_that_fails_is_a_fault_that_changes_nothing()
    {
        Strace.Require();
        using var bench = await RuntimeBench.OfAsync(FailingNotes.Steps, _ => { });
        foreach (var (error, code) in ((string, string)[])[("EIO", FaultCodes.StoreFailed), ("ENOSPC", FaultCodes.DiskFull)])
        {
            foreach (var call in FaultSample.Of(bench.Points, Few)) await TryAsync(bench, call, error, code, forEver: false);
            // For ever, syncs and openings: what is told is written by the calls that write the log.
            List<SystemCall> some = [.. bench.Points.Where(p => p.Name is "fsync" or "openat" && p.Number % 3 == 0)];
            foreach (var call in FaultSample.Of(some, Few)) await TryAsync(bench, call, error, code, forEver: true);
        }
    }

    [Fact]
    public async Task A_write_that_is_cut_short_is_taken_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit on a file's size is set as on Linux.");
        using var folder = new TempFolder();
        var (root, tells) = (Path.Combine(folder.Path, "root"), Path.Combine(folder.Path, "told"));
        // Blocks of 512 bytes: the third note is written in part, and then the limit is met.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; ulimit -f 5; exec \"$0\" \"$@\"", Environment.ProcessPath!, RuntimeProcess.Command, root, tells, FailingNotes.Steps])
        {
            // What it guards against takes a file as large as all code.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        var told = (await File.ReadAllLinesAsync(tells, TestContext.Current.CancellationToken)).Select(line => line.Split(' ')).ToList();
        told.Count(words => words is ["note", _, _, "ok"]).ShouldBe(2);
        told.Count(words => words is ["note", _, _, FaultCodes.StoreFailed]).ShouldBe(12);
        await using var journal = (await FileJournal.OpenAsync(new() { Root = root }, TestContext.Current.CancellationToken)).Value;
        journal.Diagnostics.ShouldBeEmpty();
        (await TextsAsync(journal, "even")).ShouldBe(["0"]);
        (await TextsAsync(journal, "odd")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_a_fault_and_stays_as_it_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Only who has all rights can start a process without them, by setpriv.");
        using var folder = new TempFolder();
        var (root, tells) = (Path.Combine(folder.Path, "root"), Path.Combine(folder.Path, "told", "told"));
        await using (var journal = (await FileJournal.OpenAsync(new() { Root = root }, TestContext.Current.CancellationToken)).Value)
            (await journal.AppendAsync(new("notes", "even"), new() { Events = [new("noted", "{\"text\":\"0\"}"u8.ToArray())] }, TestContext.Current.CancellationToken)).Fault.ShouldBeNull();
        File.SetUnixFileMode(Directory.CreateDirectory(Path.GetDirectoryName(tells)!).FullName, (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Environment.ProcessPath!, RuntimeProcess.Command, root, tells, FailingNotes.Steps])
        {
            RedirectStandardError = true,
        })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(process.ExitCode is 126 or 127 || error.Contains("ermission denied", StringComparison.Ordinal), $"Another user may not run these tests: {error}");
        (await File.ReadAllLinesAsync(tells, TestContext.Current.CancellationToken)).ShouldAllBe(line => line == $"open {FaultCodes.StoreFailed}");
        await using var again = (await FileJournal.OpenAsync(new() { Root = root }, TestContext.Current.CancellationToken)).Value;
        again.Diagnostics.ShouldBeEmpty();
        (await TextsAsync(again, "even")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_root_that_a_process_holds_is_locked_and_open_as_soon_as_that_process_is_killed()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var root = Path.Combine(folder.Path, "root");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [RuntimeProcess.Command, root, "/dev/stdout", FailingNotes.Held]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line && line != FailingNotes.Held) line.ShouldBe("open ok");
        (await FileJournal.OpenAsync(new() { Root = root }, ct)).Fault!.Code.ShouldBe(FaultCodes.StoreLocked);
        process.Kill();
        await process.WaitForExitAsync(ct);
        await using var journal = (await FileJournal.OpenAsync(new() { Root = root }, ct)).Value;
        journal.Diagnostics.ShouldBeEmpty();
    }

    private static async Task TryAsync(RuntimeBench bench, SystemCall call, string error, string code, bool forEver)
    {
        var because = $"{call} {error}{(forEver ? " from there on" : "")}";
        (await bench.RunAsync($"{call.Name}:error={error}:when={call.Number}{(forEver ? "+" : "")}")).ShouldBe(0, because);
        var told = File.ReadLines(bench.TellsIn).Select(line => line.Split(' ')).ToList();
        told.Select(words => words[^1]).Where(answer => answer != "ok").ShouldAllBe(answer => answer == code, because);
        if (!forEver) told.Count(words => words[^1] != "ok").ShouldBeLessThanOrEqualTo(1, because);
        await ShouldHoldAsync(bench, told, because);
    }

    private static async Task ShouldHoldAsync(RuntimeBench bench, IReadOnlyList<string[]> told, string because)
    {
        await using var journal = await bench.OpenJournalAsync();
        journal.Diagnostics.ShouldBeEmpty(because);
        foreach (var stream in (string[])["even", "odd"])
            (await TextsAsync(journal, stream)).ShouldBe(told.Where(words => words is ["note", var of, _, "ok"] && of == $"notes/{stream}").Select(words => words[2]), because);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(FileJournal journal, string stream) =>
        [.. (await journal.ReadAsync(new("notes", stream), new(), TestContext.Current.CancellationToken)).Value.Events.Select(e => JsonDocument.Parse(e.Data).RootElement.GetProperty("text").GetString()!)];
}
