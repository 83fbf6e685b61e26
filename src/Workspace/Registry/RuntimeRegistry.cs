using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The runtimes of a workspace behind one door. It routes by <see cref="WorkerRef"/> and owns nothing about Workers.</summary>
public sealed class RuntimeRegistry
{
    private readonly ConcurrentDictionary<RuntimeId, IRuntimeSource> _sources = new();

    /// <summary>The sources, in order of their ids.</summary>
    public IReadOnlyList<IRuntimeSource> Sources => [.. _sources.Values.OrderBy(s => s.Id.ToString(), StringComparer.Ordinal)];

    /// <summary>Adds a source; false where the id is taken.</summary>
    public bool Add(IRuntimeSource source) => _sources.TryAdd(source.Id, source);

    /// <summary>Creates a Worker in a runtime.</summary>
    public async ValueTask<Result<WorkerSummary>> CreateAsync(RuntimeId runtime, CreateWorkerRequest request, CancellationToken cancellationToken) =>
        Single(await AskAsync(runtime, new RuntimeCommand.Create(request), cancellationToken));

    /// <summary>One Worker as it stands.</summary>
    public async ValueTask<Result<WorkerSummary>> GetAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        Single(await AskAsync(worker.Runtime, new RuntimeCommand.Get(worker.Worker), cancellationToken));

    /// <summary>Sends input to a Worker. A runtime that is not there answers as rejected, with nothing recorded.</summary>
    public async ValueTask<InputOutcome> SendAsync(WorkerRef worker, WorkerInput input, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(worker.Runtime, new RuntimeCommand.Send(worker.Worker, input), cancellationToken);
        return reply.TryGet(out var value, out var fault) ? value.Input! : new InputOutcome { Status = InputStatus.Rejected, Fault = fault };
    }

    /// <summary>Ends the run at hand.</summary>
    public ValueTask<Fault?> InterruptAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Interrupt(worker.Worker), cancellationToken);

    /// <summary>Ends a Worker.</summary>
    public ValueTask<Fault?> StopAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Stop(worker.Worker), cancellationToken);

    /// <summary>Wants a stopped Worker active again.</summary>
    public ValueTask<Fault?> RestoreAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Restore(worker.Worker), cancellationToken);

    /// <summary>Gives a person's word on a call that waits for it.</summary>
    /// <param name="worker">The Worker.</param>
    /// <param name="callId">The call.</param>
    /// <param name="allow">Whether it may go on.</param>
    /// <param name="always">Whether the rule of the question is kept.</param>
    /// <param name="by">Whose word it is.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    public ValueTask<Fault?> AnswerAsync(WorkerRef worker, string callId, bool allow, bool always, string by, CancellationToken cancellationToken) =>
        DoAsync(worker, new RuntimeCommand.Answer(worker.Worker, callId, allow, always, by), cancellationToken);

    /// <summary>Puts an error of the host's into the transcript of a Worker at rest; the same again adds nothing.</summary>
    public ValueTask<Fault?> ReportAsync(WorkerRef worker, Fault error, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Report(worker.Worker, error), cancellationToken);

    /// <summary>Events of a Worker behind a sequence number, oldest first, at most so many (1 to 1,000) and 4 MiB.</summary>
    public async ValueTask<Result<IReadOnlyList<WorkerEvent>>> HistoryAsync(WorkerRef worker, long after, int limit, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(worker.Runtime, new RuntimeCommand.History(worker.Worker, after, limit), cancellationToken);
        if (!reply.TryGet(out var value, out var fault)) return fault;
        return value.Events.ToArray();
    }

    /// <summary>Observes one Worker: a snapshot, or what comes after the cursor, then everything that follows. A runtime that is not there is one closed frame.</summary>
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerRef worker, string? after, CancellationToken cancellationToken) =>
        _sources.TryGetValue(worker.Runtime, out var source) ? source.Observe(worker.Worker, after, cancellationToken) : Closed(Unknown(worker.Runtime));

    /// <summary>All Workers of all runtimes, asked in parallel, with the faults of those that did not answer.</summary>
    public async ValueTask<WorkerListing> ListAsync(CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(Sources.Select(async s => (s.Id, Reply: await s.AskAsync(new RuntimeCommand.List(), cancellationToken))));
        return new(
            [.. asked.Where(a => a.Reply.Fault is null).SelectMany(a => a.Reply.Value.Workers.Select(w => new RegisteredWorker(a.Id, w)))],
            [.. asked.Where(a => a.Reply.Fault is not null).Select(a => new SourceFault(a.Id, a.Reply.Fault!))]);
    }

    private ValueTask<Result<RuntimeReply>> AskAsync(RuntimeId runtime, RuntimeCommand command, CancellationToken cancellationToken) =>
        _sources.TryGetValue(runtime, out var source)
            ? source.AskAsync(command, cancellationToken)
            : ValueTask.FromResult<Result<RuntimeReply>>(Unknown(runtime));

    private async ValueTask<Fault?> DoAsync(WorkerRef worker, RuntimeCommand command, CancellationToken cancellationToken) =>
        (await AskAsync(worker.Runtime, command, cancellationToken)).Fault;

    private static async IAsyncEnumerable<ObservationFrame> Closed(Fault fault)
    {
        await Task.CompletedTask;
        yield return new ClosedFrame(fault);
    }

    private static Fault Unknown(RuntimeId runtime) => new(FaultCodes.UnknownRuntime, $"No runtime '{runtime}' is registered.");

    private static Result<WorkerSummary> Single(Result<RuntimeReply> reply) => reply.TryGet(out var value, out var fault) ? value.Workers[0] : fault;
}

/// <summary>A Worker and the runtime it lives in.</summary>
public sealed record RegisteredWorker(RuntimeId Runtime, WorkerSummary Worker);

/// <summary>A source that did not answer.</summary>
public sealed record SourceFault(RuntimeId Runtime, Fault Fault);

/// <summary>Workers over all runtimes, as far as they answered.</summary>
public sealed record WorkerListing(IReadOnlyList<RegisteredWorker> Workers, IReadOnlyList<SourceFault> Faults);
