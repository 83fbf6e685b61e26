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

    /// <summary>Ends a Worker's run at hand.</summary>
    public async ValueTask<Fault?> InterruptAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        (await AskAsync(worker.Runtime, new RuntimeCommand.Interrupt(worker.Worker), cancellationToken)).Fault;

    /// <summary>Ends a Worker.</summary>
    public async ValueTask<Fault?> StopAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        (await AskAsync(worker.Runtime, new RuntimeCommand.Stop(worker.Worker), cancellationToken)).Fault;

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
            : ValueTask.FromResult<Result<RuntimeReply>>(new Fault(FaultCodes.UnknownRuntime, $"No runtime '{runtime}' is registered."));

    private static Result<WorkerSummary> Single(Result<RuntimeReply> reply) => reply.TryGet(out var value, out var fault) ? value.Workers[0] : fault;
}

/// <summary>A Worker and the runtime it lives in.</summary>
public sealed record RegisteredWorker(RuntimeId Runtime, WorkerSummary Worker);

/// <summary>A source that did not answer.</summary>
public sealed record SourceFault(RuntimeId Runtime, Fault Fault);

/// <summary>Workers over all runtimes, as far as they answered.</summary>
public sealed record WorkerListing(IReadOnlyList<RegisteredWorker> Workers, IReadOnlyList<SourceFault> Faults);
