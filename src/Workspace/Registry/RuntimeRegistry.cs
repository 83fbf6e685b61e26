using System.Collections.Concurrent;
using System.Collections.Frozen;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// The runtimes of a workspace behind one door. It routes by <see cref="WorkerRef"/> and owns nothing about Workers. Each question has a deadline, and a source that is known to be away is
/// not asked, so that no source delays another.
/// </summary>
public sealed class RuntimeRegistry(TimeProvider time)
{
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(10);

    // A backend may take its own deadline to begin or end.
    private static readonly TimeSpan Acting = TimeSpan.FromSeconds(60);

    // What says that the runtime did not answer, and not what it answered.
    internal static readonly FrozenSet<string> NoAnswer =
        new[] { FaultCodes.RuntimeUnavailable, FaultCodes.RuntimeTimeout, FaultCodes.RuntimeAuthFailed, FaultCodes.RuntimeMalformedResponse, FaultCodes.RuntimeStopped }.ToFrozenSet();

    private readonly ConcurrentDictionary<RuntimeId, RegisteredSource> _sources = new();

    /// <summary>The sources, in order of their ids.</summary>
    public IReadOnlyList<IRuntimeSource> Sources => [.. Entries.Select(e => e.Source)];

    /// <summary>Told of each source that came or went, on the thread of whoever added or removed it.</summary>
    internal event Action? Changed;

    internal TimeProvider Time => time;

    internal IReadOnlyList<RegisteredSource> Entries => [.. _sources.Values.OrderBy(e => e.Id.ToString(), StringComparer.Ordinal)];

    /// <summary>Adds a source; false where the id is taken.</summary>
    public bool Add(IRuntimeSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!_sources.TryAdd(source.About.Id, new(source, time.GetUtcNow()))) return false;
        Changed?.Invoke();
        return true;
    }

    /// <summary>
    /// Takes a source away: <c>unknown_runtime</c>; <c>conflict</c> for the embedded one and where it has Workers; the fault of asking it where it cannot say. An older program's records
    /// can always go.
    /// </summary>
    public async ValueTask<Fault?> RemoveAsync(RuntimeId runtime, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(runtime, out var entry)) return Unknown(runtime);
        if (entry.Source.About.Kind == RuntimeKind.Embedded) return new(FaultCodes.Conflict, "The embedded runtime belongs to the server and stays.");
        if (entry.Source.About.Kind == RuntimeKind.Remote)
        {
            if (!(await AskAsync(entry, new RuntimeCommand.List(new() { Limit = 1 }), cancellationToken)).TryGet(out var reply, out var fault)) return fault;
            if (reply.Workers.Count > 0) return new(FaultCodes.Conflict, $"The runtime '{runtime}' has Workers; delete them first.");
        }

        if (_sources.TryRemove(KeyValuePair.Create(runtime, entry))) Changed?.Invoke();
        return null;
    }

    internal RegisteredSource? Find(RuntimeId runtime) => _sources.GetValueOrDefault(runtime);

    /// <summary>Takes a source away whatever it has; null where there is none.</summary>
    internal IRuntimeSource? Take(RuntimeId runtime)
    {
        if (!_sources.TryRemove(runtime, out var entry)) return null;
        Changed?.Invoke();
        return entry.Source;
    }

    /// <summary>A runtime as it stands, asked now whatever was heard of it before.</summary>
    public async ValueTask<Result<RuntimeSummary>> DescribeAsync(RuntimeId runtime, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(runtime, out var entry)) return Unknown(runtime);
        return (await AskAsync(entry, new RuntimeCommand.Describe(), cancellationToken)).TryGet(out var reply, out var fault) ? reply.Runtime! : fault;
    }

    /// <summary>Creates a Worker in a runtime.</summary>
    public async ValueTask<Result<WorkerSummary>> CreateAsync(RuntimeId runtime, CreateWorkerRequest request, CancellationToken cancellationToken) =>
        Single(await AskAsync(runtime, new RuntimeCommand.Create(request), cancellationToken));

    /// <summary>One Worker as it stands.</summary>
    public async ValueTask<Result<WorkerSummary>> GetAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        Single(await AskAsync(worker.Runtime, new RuntimeCommand.Get(worker.Worker), cancellationToken));

    /// <summary>One Worker to show; where its runtime does not answer, as it was last heard of.</summary>
    public async ValueTask<Result<RegisteredWorker>> LookAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(worker.Runtime, out var entry)) return Unknown(worker.Runtime);
        if (Single(await AskAsync(entry, new RuntimeCommand.Get(worker.Worker), cancellationToken)).TryGet(out var summary, out var fault)) return Registered(entry, summary, null);
        return NoAnswer.Contains(fault.Code) && entry.KnownOf(worker.Worker) is { } known ? Registered(entry, known, fault) : fault;
    }

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

    /// <summary>Gives a Worker up for good.</summary>
    public ValueTask<Fault?> CancelAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Cancel(worker.Worker), cancellationToken);

    /// <summary>Ends a Worker and puts its history away.</summary>
    public ValueTask<Fault?> DeleteAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, new RuntimeCommand.Delete(worker.Worker), cancellationToken);

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
        _sources.TryGetValue(worker.Runtime, out var entry) ? entry.Source.Observe(worker.Worker, after, cancellationToken) : Closed(Unknown(worker.Runtime));

    /// <summary>All Workers of all runtimes, asked in parallel; those of runtimes that did not answer as they were last heard of.</summary>
    public async ValueTask<WorkerListing> ListAsync(CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(Entries.Select(entry => ListAsync(entry, cancellationToken)));
        return new([.. asked.SelectMany(a => a.Workers)], [.. asked.SelectMany(a => a.Faults)]);
    }

    private async Task<WorkerListing> ListAsync(RegisteredSource entry, CancellationToken cancellationToken)
    {
        var (workers, faults, after) = (new List<WorkerSummary>(), new List<SourceFault>(), (WorkerId?)null);
        do
        {
            if (!(await AskAsync(entry, new RuntimeCommand.List(new() { After = after }), cancellationToken)).TryGet(out var reply, out var fault))
                return new([.. entry.Known.Select(known => Registered(entry, known, fault))], [new(entry.Id, fault)]);
            workers.AddRange(reply.Workers);
            faults.AddRange(reply.Diagnostics.Select(d => new SourceFault(entry.Id, d.Fault)));
            after = reply.Next;
        }
        while (after is not null);
        entry.Keep(workers);
        return new([.. workers.Select(worker => Registered(entry, worker, null))], faults);
    }

    private async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeId runtime, RuntimeCommand command, CancellationToken cancellationToken) =>
        _sources.TryGetValue(runtime, out var entry) ? await AskAsync(entry, command, cancellationToken) : Unknown(runtime);

    private async ValueTask<Result<RuntimeReply>> AskAsync(RegisteredSource entry, RuntimeCommand command, CancellationToken cancellationToken)
    {
        if (entry.Health.Problem is { } away && command is not RuntimeCommand.Describe) return away;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = entry.Source.AskAsync(command, giveUp.Token).AsTask();
        try
        {
            var reply = await asking.WaitAsync(command is RuntimeCommand.Describe or RuntimeCommand.Get or RuntimeCommand.List or RuntimeCommand.History ? Reading : Acting, time, cancellationToken);
            Note(entry, command, reply);
            return reply;
        }
        catch (TimeoutException)
        {
            await giveUp.CancelAsync();
            // How it ends is of no interest any more, but must not go unobserved.
            _ = asking.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return new Fault(FaultCodes.RuntimeTimeout, $"The runtime '{entry.Id}' did not answer in time; try again.");
        }
    }

    private static void Note(RegisteredSource entry, RuntimeCommand command, Result<RuntimeReply> reply)
    {
        if (reply.TryGet(out var value, out var fault))
        {
            if (command is RuntimeCommand.Get or RuntimeCommand.Create) entry.Keep(value.Workers[0]);
            if (command is RuntimeCommand.Delete delete) entry.Forget(delete.Worker);
        }
        else if (fault.Code == FaultCodes.UnknownWorker && command is RuntimeCommand.Get get)
        {
            entry.Forget(get.Worker);
        }
    }

    private async ValueTask<Fault?> DoAsync(WorkerRef worker, RuntimeCommand command, CancellationToken cancellationToken) =>
        (await AskAsync(worker.Runtime, command, cancellationToken)).Fault;

    private static RegisteredWorker Registered(RegisteredSource entry, WorkerSummary worker, Fault? away) =>
        new(entry.Id, worker) { Away = away, IsReadOnly = entry.Source.About.Kind == RuntimeKind.Compatibility };

    private static async IAsyncEnumerable<ObservationFrame> Closed(Fault fault)
    {
        await Task.CompletedTask;
        yield return new ClosedFrame(fault);
    }

    private static Fault Unknown(RuntimeId runtime) => new(FaultCodes.UnknownRuntime, $"No runtime '{runtime}' is registered.");

    private static Result<WorkerSummary> Single(Result<RuntimeReply> reply) => reply.TryGet(out var value, out var fault) ? value.Workers[0] : fault;
}
