using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>A runtime over a journal in memory with a fake backend, and short words for what tests do with them.</summary>
public abstract class RuntimeFixture : IAsyncLifetime
{
    private protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected static Profile Coder { get; } = new() { Name = "builtin:coder", Role = "coder", Prompt = "Write code.", Tools = ["read"] };

    private protected SwitchJournal Journal { get; } = new();

    private protected FakeBackend Backend { get; set; } = new();

    private protected FakeTime Time { get; } = new();

    private protected WorkerRuntime Runtime { get; private set; } = null!;

    private protected WorkerDirectory Workers => Runtime.Workers;

    public virtual async ValueTask InitializeAsync() => Runtime = await OpenAsync(Options());

    public virtual async ValueTask DisposeAsync()
    {
        // Whatever a test left hanging is given up like anything else.
        await Time.PassUntilAsync(Deadline, Runtime.DisposeAsync().AsTask());
        await Journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected WorkerRuntimeOptions Options() => new()
    {
        Journal = Journal,
        Execution = Backend,
        Time = Time,
        Profiles = name => name == Coder.Name ? Coder : null,
        BackendDeadline = Deadline,
    };

    private protected static async Task<WorkerRuntime> OpenAsync(WorkerRuntimeOptions options) => (await WorkerRuntime.OpenAsync(options, Cancelled)).Value;

    /// <summary>Closes the runtime and opens another on the same journal, with a new backend.</summary>
    private protected async Task RestartAsync(IWorkerExecutionBackend? backend)
    {
        await Runtime.DisposeAsync();
        Runtime = await OpenAsync(Options() with { Execution = backend });
    }

    private protected static CreateWorkerRequest Request(WorkerId? id = null, string? fingerprint = null) =>
        new() { Id = id, Fingerprint = fingerprint, Profile = Coder.Name, DisplayName = "Ada" };

    private protected async Task<(WorkerId Id, FakeExecution Execution)> CreateAsync()
    {
        var worker = (await Workers.CreateAsync(Request(), Cancelled)).Value;
        return (worker.Id, await Backend.NextAsync());
    }

    private protected async Task<(WorkerId Id, FakeRun Run)> RunningAsync()
    {
        var (id, execution) = await CreateAsync();
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        return (id, await execution.NextRunAsync());
    }

    private protected async Task<InputOutcome> SendAsync(WorkerId id, string text, string? key = null) =>
        await Runtime.Interaction.SendInputAsync(id, WorkerInput.User(text, key ?? text), Cancelled);

    private protected async Task<WorkerSummary> GetAsync(WorkerId id) => (await Workers.GetAsync(id, Cancelled)).Value;

    private protected async Task<IReadOnlyList<WorkerEvent>> HistoryAsync(WorkerId id) => (await Runtime.Observation.ReadHistoryAsync(id, 0, 1_000, Cancelled)).Value;

    private protected async Task<string[]> KindsAsync(WorkerId id) => [.. (await HistoryAsync(id)).Select(item => item.GetType().Name)];

    /// <summary>Waits for a Worker's summary to be so.</summary>
    private protected async Task<WorkerSummary> UntilAsync(WorkerId id, Func<WorkerSummary, bool> so)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await using var hints = Runtime.Observation.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = hints.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var summary = await GetAsync(id);
                if (so(summary)) return summary;
                (await next.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldBeTrue();
                next = hints.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await enough.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
