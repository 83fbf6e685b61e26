using System.Text.RegularExpressions;
using Yoi.Journal.Files;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>Steps that are done by another process on a root that begins in one way, and the calls of the system that an unharmed one makes.</summary>
internal sealed partial class RuntimeBench : IDisposable
{
    private static readonly string[] Writing = ["write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "ftruncate", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir", "syncfs"];

    private readonly string _folder = Directory.CreateTempSubdirectory("yoi-crash-").FullName;
    private readonly string _steps;
    private readonly Action<string> _begin;
    private string[] _paths = [];

    private RuntimeBench(string steps, Action<string> begin) => (_steps, _begin) = (steps, begin);

    public IReadOnlyList<RuntimeStep> Steps => _steps == nameof(RuntimeStep.Life) ? RuntimeStep.Life : RuntimeStep.Beginning;

    // Two folders that are missing, so that what stands above a root is made too.
    public string Root => Path.Combine(_folder, "trial", "deep", "root");

    public string TellsIn => Path.Combine(_folder, "told");

    /// <summary>What an unharmed process's work comes to.</summary>
    public string Sum { get; private set; } = "";

    /// <summary>The calls that may change what is on the disk.</summary>
    public IReadOnlyList<SystemCall> Points { get; private set; } = [];

    public static async Task<RuntimeBench> OfAsync(string steps, Action<string> begin)
    {
        var bench = new RuntimeBench(steps, begin);
        (await bench.RunAsync(null)).ShouldBe(0);
        bench._paths = [.. File.ReadLines(bench.Log).SelectMany(bench.PathsIn).Append(bench.TellsIn).Append(bench._folder).Distinct()];
        (await bench.RunAsync(null)).ShouldBe(0);
        bench.Points = [.. Strace.Read(bench.Log).Where(c => bench.IsPoint(c.Call, c.Arguments)).Select(c => c.Call)];
        bench.Sum = await bench.SumAsync();
        return bench;
    }

    /// <summary>Does the steps on a root as it is at the beginning, tampered with.</summary>
    public Task<int> RunAsync(string? inject)
    {
        if (Directory.Exists(Path.Combine(_folder, "trial"))) Directory.Delete(Path.Combine(_folder, "trial"), recursive: true);
        _begin(Root);
        File.Delete(TellsIn);
        return ContinueAsync(inject);
    }

    /// <summary>Opens the root as it is left and goes on with the first step that was not acknowledged.</summary>
    public async Task<int> ContinueAsync(string? inject)
    {
        var done = ReadTold().Steps;
        File.Delete(TellsIn);
        var (exit, output) = await Strace.RunAsync(RuntimeProcess.Start(Root, TellsIn, _steps, done), _paths, Log, inject);
        output.ShouldBe("");
        return exit;
    }

    public Told ReadTold() => new(File.Exists(TellsIn) ? File.ReadLines(TellsIn) : []);

    /// <summary>The calls of the last process, in order, those that did not come to an end left out.</summary>
    public IEnumerable<(string Name, string Arguments)> Calls() =>
        Strace.Read(Log).Where(c => Succeeded().IsMatch(c.Arguments)).Select(c => (c.Call.Name, c.Arguments));

    public async Task<FileJournal> OpenJournalAsync() => (await FileJournal.OpenAsync(RuntimeStage.Options(Root, new FakeTime()) with { SortsAtClose = false }, TestContext.Current.CancellationToken)).Value;

    public async Task<string> SumAsync()
    {
        await using var stage = new RuntimeStage(Root, _ => { });
        await stage.OpenAsync();
        stage.Files.Diagnostics.ShouldBeEmpty();
        await RuntimeChecks.ShouldBeSettledAsync(stage.Runtime, "at the end");
        return await RuntimeChecks.SumAsync(stage);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Log => Path.Combine(_folder, "calls");

    private bool IsPoint(SystemCall call, string arguments) =>
        !arguments.Contains(TellsIn, StringComparison.Ordinal)
        && (Writing.Contains(call.Name) || (call.Name is "open" or "openat" && arguments.Contains("O_CREAT", StringComparison.Ordinal)));

    [GeneratedRegex("\\) += [0-9]")]
    private static partial Regex Succeeded();

    private IEnumerable<string> PathsIn(string line) => line.Split('"', '<', '>').Where(part => part.StartsWith(Path.Combine(_folder, "trial"), StringComparison.Ordinal));
}
