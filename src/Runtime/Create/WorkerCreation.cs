using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Creates Workers: execution first, record second, so that a failed spawn leaves nothing and a failed record ends the execution.</summary>
internal sealed class WorkerCreation(RuntimeScope scope, Connecting connecting, RunLoop runs, ConfigBundles bundles)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WorkerId, Attempt> _attempts = [];

    public async ValueTask<Result<WorkerSummary>> CreateAsync(CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (CreateRules.Check(request) is { } invalid) return invalid;
        if (request.Id is not { } id) return await CreateNewAsync(request, WorkerId.New(scope.Options.Time), cancellationToken);
        while (true)
        {
            Attempt? attempt;
            lock (_lock)
            {
                if (!_attempts.TryGetValue(id, out attempt)) _attempts.Add(id, attempt = new(request.Fingerprint, Begin(request, id)));
            }

            var result = await attempt.Outcome.WaitAsync(cancellationToken);
            if (attempt.Fingerprint == request.Fingerprint) return result;
            // Another request holds the id: it is a conflict if that one succeeds, and free if it fails.
            if (result.Fault is null) return Conflict(id);
        }
    }

    private static Fault Conflict(WorkerId id) =>
        new(FaultCodes.Conflict, $"Worker {id} was created from another request; use another id.");

    /// <summary>Callers may leave; the attempt goes on for those who ask again.</summary>
    private Task<Result<WorkerSummary>> Begin(CreateWorkerRequest request, WorkerId id) => SameScheduler.Run(async () =>
    {
        try
        {
            return await FindAsync(request, id) is { } there ? there : await CreateNewAsync(request, id, scope.Lifetime);
        }
        catch (OperationCanceledException) when (scope.Stopped)
        {
            return RuntimeScope.StoppedFault;
        }
        finally
        {
            lock (_lock) _attempts.Remove(id);
        }
    });

    /// <summary>The Worker that has the id already; null where none has.</summary>
    private async ValueTask<Result<WorkerSummary>?> FindAsync(CreateWorkerRequest request, WorkerId id)
    {
        if (!(await scope.Workers.HoldAsync(id, scope.Lifetime)).TryGet(out var hold, out var fault))
        {
            if (fault.Code != FaultCodes.UnknownWorker) return fault;
            // One that was deleted has it still: its history is kept.
            if ((await scope.History.HeadAsync(id, scope.Lifetime, deleted: true)).Fault is { Code: FaultCodes.UnknownWorker }) return null;
            return Conflict(id);
        }

        using (hold) return hold.Worker.Head!.Fingerprint == request.Fingerprint ? hold.Worker.Look() : Conflict(id);
    }

    private async ValueTask<Result<WorkerSummary>> CreateNewAsync(CreateWorkerRequest request, WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Options.Execution is not { } backend) return Connecting.NoBackend;
        if (!(await ProfileAsync(request, cancellationToken)).TryGet(out var profile, out var fault)) return fault;
        if (!scope.Backend.NameOf(backend).TryGet(out var name, out fault)) return fault;
        var (input, run) = (request.Input, request.Input is null ? null : new LiveRun(RunId.New(scope.Options.Time)));
        // The profile and the message are recorded beside the request, not twice.
        request = request with { Id = id, Resolved = null, Input = null };
        var created = new WorkerCreated(request, profile, name);
        if (CreateRules.CheckHead(created) is { } tooLarge) return tooLarge;
        var worker = scope.Workers.Made(id);
        if (!(await connecting.SpawnAsync(backend, worker, request, profile, cancellationToken)).TryGet(out var connection, out fault)) return fault;
        // Before anybody can find it: whoever found it without one would have another set up.
        worker.Link.Connected(connection);
        using var hold = scope.Workers.Add(worker);
        if (!(await RecordAsync(worker, run, created, input, connection)).TryGet(out var recorded, out var refused))
        {
            scope.Workers.Remove(worker);
            await scope.Backend.StopAsync(connection, CancellationToken.None);
            return refused;
        }

        scope.Hints.Publish(worker.Id, worker.Id);
        // Closing may have listed the Workers before this one was among them.
        if (scope.Stopped) connecting.Drop(worker, connection);
        if (run is not null) runs.Begin(worker, run, connection, recorded.Events.OfType<UserMessage>().Single());
        return worker.Look();
    }

    private async ValueTask<Result<Profile>> ProfileAsync(CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        if (request.Bundle is { } bundle) return await bundles.ProfileAsync(bundle, request.Profile, cancellationToken);
        return (request.Resolved ?? scope.Options.Profiles(request.Profile)) is { } profile ? profile : ConfigBundles.Unknown(request.Profile);
    }

    private async ValueTask<Result<Recorded>> RecordAsync(LiveWorker worker, LiveRun? run, WorkerCreated created, WorkerInput? input, Connection connection)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (InputRules.Unsupported(connection, input?.Kind) is { } unsupported) return unsupported;
        IReadOnlyList<WorkerEvent> events = input is null ? [created] : [created, .. InputSending.Begin(input, 2)];
        return await scope.Recorder.RecordAsync(worker, run, events, input is null ? null : InputSending.KeyOf(input));
    }

    private sealed record Attempt(string? Fingerprint, Task<Result<WorkerSummary>> Outcome);
}
