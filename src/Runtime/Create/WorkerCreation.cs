using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Creates Workers: execution first, record second, so that a failed spawn leaves nothing and a failed record ends the execution.</summary>
internal sealed class WorkerCreation(RuntimeScope scope, Connecting connecting)
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
                if (scope.TryFind(id, out var worker)) return Existing(worker, request);
                if (!_attempts.TryGetValue(id, out attempt)) _attempts.Add(id, attempt = new(request.Fingerprint, Begin(request, id)));
            }

            var result = await attempt.Outcome.WaitAsync(cancellationToken);
            if (attempt.Fingerprint == request.Fingerprint) return result;
            // Another request holds the id: it is a conflict if that one succeeds, and free if it fails.
            if (result.Fault is null) return Conflict(id);
        }
    }

    private static Result<WorkerSummary> Existing(LiveWorker worker, CreateWorkerRequest request)
    {
        if (worker.Unreadable is { } fault) return fault;
        return worker.Head!.Fingerprint == request.Fingerprint ? worker.Look().Summary : Conflict(worker.Id);
    }

    private static Fault Conflict(WorkerId id) =>
        new(FaultCodes.Conflict, $"Worker {id} was created from another request; use another id.");

    /// <summary>Callers may leave; the attempt goes on for those who ask again.</summary>
    private Task<Result<WorkerSummary>> Begin(CreateWorkerRequest request, WorkerId id) => Task.Run(async () =>
    {
        try
        {
            return await CreateNewAsync(request, id, scope.Lifetime);
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

    private async ValueTask<Result<WorkerSummary>> CreateNewAsync(CreateWorkerRequest request, WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Options.Execution is not { } backend)
            return new Fault(FaultCodes.BackendUnavailable, "The runtime was opened without an execution backend; open it with one.");
        if ((request.Resolved ?? scope.Options.Profiles(request.Profile)) is not { } profile)
            return new Fault(FaultCodes.UnknownProfile, $"There is no profile '{request.Profile}'.");
        if (!scope.Backend.NameOf(backend).TryGet(out var name, out var nameless)) return nameless;
        // The profile is recorded beside the request, not twice.
        request = request with { Id = id, Resolved = null };
        var created = new WorkerCreated(request, profile, name);
        if (CreateRules.CheckHead(created) is { } tooLarge) return tooLarge;
        var worker = new LiveWorker(id);
        if (!(await connecting.SpawnAsync(backend, worker, request, profile, cancellationToken)).TryGet(out var connection, out var fault)) return fault;
        if ((scope.Stopped ? RuntimeScope.StoppedFault : await RecordAsync(worker, created)) is { } refused)
        {
            await scope.Backend.StopAsync(connection, CancellationToken.None);
            return refused;
        }

        worker.Link.Connected(connection);
        scope.Add(worker);
        // Closing may have listed the Workers before this one was among them.
        if (scope.Stopped) connecting.Drop(worker, connection);
        return worker.Look().Summary;
    }

    private async ValueTask<Fault?> RecordAsync(LiveWorker worker, WorkerCreated created)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        return (await scope.Recorder.RecordAsync(worker, null, [created])).Fault;
    }

    private sealed record Attempt(string? Fingerprint, Task<Result<WorkerSummary>> Outcome);
}
