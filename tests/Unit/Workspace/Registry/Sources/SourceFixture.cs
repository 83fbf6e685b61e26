using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A source with a runtime behind it that does what its messages say, and short words for what tests do with it.</summary>
public abstract class SourceFixture : IAsyncLifetime
{
    private protected static RuntimeId Name { get; } = RuntimeId.Parse("there", null);

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected static Profile Profile { get; } = new() { Name = "test", Role = "helper", Prompt = "Help.", Tools = [] };

    private protected IRuntimeSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Source = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IRuntimeSource> OpenAsync();

    private protected abstract Task CloseAsync();

    private protected static CreateWorkerRequest Request(WorkerId? id = null, string? fingerprint = null, string name = "Ada") =>
        new() { Id = id, Fingerprint = fingerprint, Profile = Profile.Name, Resolved = Profile, DisplayName = name };

    private protected async Task<RuntimeReply> AskAsync(RuntimeCommand command) => (await Source.AskAsync(command, Cancelled)).Value;

    private protected async Task<string?> FaultAsync(RuntimeCommand command) => (await Source.AskAsync(command, Cancelled)).Fault?.Code;

    private protected async Task<WorkerId> CreateAsync() => (await AskAsync(new RuntimeCommand.Create(Request()))).Workers.ShouldHaveSingleItem().Id;

    private protected async Task<WorkerSummary> GetAsync(WorkerId worker) => (await AskAsync(new RuntimeCommand.Get(worker))).Workers.ShouldHaveSingleItem();

    private protected async Task<InputOutcome> SendAsync(WorkerId worker, string text, string? key = null) =>
        (await AskAsync(new RuntimeCommand.Send(worker, WorkerInput.User(text, key ?? text)))).Input.ShouldNotBeNull();

    private protected async Task<IReadOnlyList<WorkerEvent>> HistoryAsync(WorkerId worker, long after = 0, int limit = 1_000) =>
        (await AskAsync(new RuntimeCommand.History(worker, after, limit))).Events;

    /// <summary>Sends it and waits for the end of its run.</summary>
    private protected async Task SayAsync(WorkerId worker, string text)
    {
        await using var frames = Observe(worker);
        await frames.NextAsync<SnapshotFrame>();
        (await SendAsync(worker, text)).Status.ShouldBe(InputStatus.Accepted);
        await frames.UntilAsync<EventFrame>(f => f.Event is RunFinished);
    }

    private protected SourceFrames Observe(WorkerId worker, string? after = null) => new(Source, worker, after);
}
