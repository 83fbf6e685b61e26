using System.Globalization;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>
/// A runtime on a file journal whose log, files and retention are so small that a few appends go through all of it. What it does may be done again after a crash: the
/// same request, the same key.
/// </summary>
internal sealed class RuntimeStage(string root, Action<string> tell) : IAsyncDisposable
{
    public static WorkerId Ada { get; } = WorkerId.Parse("01900000-0000-7000-8000-00000000000a", CultureInfo.InvariantCulture);

    public static WorkerId Bob { get; } = WorkerId.Parse("01900000-0000-7000-8000-00000000000b", CultureInfo.InvariantCulture);

    /// <summary>The one that is cancelled and deleted.</summary>
    public static WorkerId Cy { get; } = WorkerId.Parse("01900000-0000-7000-8000-00000000000c", CultureInfo.InvariantCulture);

    /// <summary>A stream that is no Worker's and gets a snapshot.</summary>
    public static StreamId Book { get; } = new("notes", "book");

    /// <summary>A stream that is ended.</summary>
    public static StreamId Old { get; } = new("notes", "old");

    private static readonly Profile Coder = new() { Name = "builtin:coder", Role = "coder", Prompt = "Write code.", Tools = ["read"] };

    // It stands still, so that every run writes the same bytes.
    private readonly FakeTime _time = new();

    public FileJournal Files { get; private set; } = null!;

    public IJournal Journal { get; private set; } = null!;

    public WorkerRuntime Runtime { get; private set; } = null!;

    public static FileJournalOptions Options(string root, TimeProvider time) => new()
    {
        Root = root,
        Time = time,
        SegmentBytes = 4 * 1024,
        StreamFileBytes = 4 * 1024,
        SortBytes = 0,
        Retention = new() { Retired = TimeSpan.Zero, BytesBehindSnapshot = 1024 },
    };

    public async Task OpenAsync()
    {
        Files = (await FileJournal.OpenAsync(Options(root, _time), default)).Value;
        Journal = new TellingJournal(Files, tell);
        Runtime = (await WorkerRuntime.OpenAsync(new() { Journal = Journal, Execution = new EchoBackend(_time), Time = _time, Profiles = _ => Coder }, default)).Value;
    }

    public async Task ReopenAsync()
    {
        await DisposeAsync();
        await OpenAsync();
    }

    public async Task CreateAsync(WorkerId id) => Must((await Runtime.Workers.CreateAsync(new() { Id = id, Fingerprint = "f", Profile = Coder.Name }, default)).Fault);

    /// <summary>Gives a message, whose key it is too, and waits until its run is over, waits for an answer, or has made its call.</summary>
    public async Task SendAsync(WorkerId id, string text, string key)
    {
        var outcome = await Runtime.Interaction.SendInputAsync(id, WorkerInput.User(text, key), default);
        Must(outcome.Fault);
        await UntilAsync(id, worker => worker.Run != outcome.Run || worker.State == RunState.WaitingApproval || (text == EchoBackend.Wait && worker.LastSeq >= outcome.Seq + 3));
    }

    public async Task StopAsync(WorkerId id) => Must((await Runtime.Workers.StopAsync(id, default)).Fault);

    public async Task CancelAsync(WorkerId id) => Must((await Runtime.Workers.CancelAsync(id, default)).Fault);

    /// <summary>Deletes a Worker, or finds that it is deleted and let go of.</summary>
    public async Task DeleteAsync(WorkerId id)
    {
        var fault = (await Runtime.Workers.DeleteAsync(id, default)).Fault;
        if (fault?.Code != FaultCodes.UnknownWorker) Must(fault);
    }

    public async Task RestoreAsync(WorkerId id) => Must(await Runtime.Workers.RestoreAsync(id, default));

    public async Task InterruptAsync(WorkerId id) => Must(await Runtime.Interaction.InterruptAsync(id, default));

    /// <summary>Allows what was asked, where the run that asked outlived a crash, and waits for its end.</summary>
    public async Task AnswerAsync(WorkerId id)
    {
        var fault = await Runtime.Interaction.AnswerApprovalAsync(id, EchoBackend.Call, allow: true, always: false, "Eve", default);
        if (fault?.Code != FaultCodes.NotFound) Must(fault);
        await UntilAsync(id, worker => worker.Run is null);
    }

    public async Task NoteAsync(StreamId stream, string key, int bytes, bool retire = false) =>
        Must((await Journal.AppendAsync(
            stream, new() { OperationKey = key, Events = [new("noted", System.Text.Encoding.UTF8.GetBytes($$"""{"text":"{{new string('n', bytes)}}"}"""))], Head = "{\"n\":1}"u8.ToArray(), Retire = retire }, default)).Fault);

    public async Task SnapshotAsync(StreamId stream)
    {
        var version = (await Journal.ReadAsync(stream, new() { Backward = true, Limit = 1 }, default)).Value.StreamVersion;
        Must((await Journal.AppendAsync(stream, new() { ExpectedVersion = version, Snapshot = "{\"sum\":1}"u8.ToArray() }, default)).Fault);
    }

    public Task RetainAsync() => Files.ApplyRetentionAsync(default);

    public async ValueTask DisposeAsync()
    {
        if (Runtime is not null) await Runtime.DisposeAsync();
        if (Files is not null) await Files.DisposeAsync();
    }

    private async Task UntilAsync(WorkerId id, Func<WorkerSummary, bool> so)
    {
        using var enough = new CancellationTokenSource();
        await using var hints = Runtime.Observation.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = hints.MoveNextAsync().AsTask();
        while (!so((await Runtime.Workers.GetAsync(id, default)).Value))
        {
            await next;
            next = hints.MoveNextAsync().AsTask();
        }

        await enough.CancelAsync();
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Must(Fault? fault)
    {
        if (fault is not null) throw new InvalidOperationException(fault.ToString());
    }
}
