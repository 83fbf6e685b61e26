using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A runtime as a whole: whether it works, what it holds, what is wrong with it.</summary>
public sealed class RuntimeManagement
{
    private readonly RuntimeLife _life;
    private readonly ConfigBundles _bundles;

    internal RuntimeManagement(RuntimeLife life) => (_life, _bundles) = (life, new(life.Options.Journal));

    /// <summary>The runtime as it stands, also while it is stopped.</summary>
    public RuntimeSummary Summary()
    {
        var scope = _life.Session.Scope;
        List<RunState> states = [.. scope.Workers.All.Select(worker => worker.Look().State)];
        return new()
        {
            Id = _life.Options.Id,
            State = _life.State,
            Backend = _life.Options.Execution?.BackendId,
            StartedAt = scope.StartedAt,
            Loaded = states.Count,
            Connected = scope.Workers.All.Count(worker => worker.Link.Connection is not null),
            Busy = states.Count(state => state == RunState.Busy),
            Waiting = states.Count(state => state == RunState.WaitingApproval),
        };
    }

    /// <summary>What the last start found wrong in the store, each thing once. A Worker named here is listed as errored; all others are as they were.</summary>
    public IReadOnlyList<RuntimeDiagnostic> Diagnostics() => [.. _life.Session.Scope.Diagnostics];

    /// <summary>
    /// Ends executions and takes no more work: runs at hand end as interrupted, those that wait for an answer go on waiting. What is wanted of Workers stays as it is. Whatever is
    /// asked of the runtime then is refused as <c>runtime_stopped</c>, until it is started again. Without effect where it is stopped.
    /// </summary>
    public ValueTask StopAsync(CancellationToken cancellationToken) => _life.StopAsync(cancellationToken);

    /// <summary>Takes up what the store has, as opening does. Without effect where it runs. Fails with <c>runtime_stopped</c> (it was closed) or what the journal fails with.</summary>
    public ValueTask<Fault?> StartAsync(CancellationToken cancellationToken) => _life.StartAsync(cancellationToken);

    /// <summary>
    /// Keeps a bundle, so that Workers can be created from its profiles, and answers its name by content; the same again changes nothing. Fails with <c>invalid</c>, <c>too_large</c>
    /// (256 KiB of JSON), or a fault of the store.
    /// </summary>
    public ValueTask<Result<BundleRef>> PutBundleAsync(ConfigBundle bundle, CancellationToken cancellationToken) => _bundles.PutAsync(bundle, cancellationToken);

    /// <summary>A bundle by its digest. Fails with <c>bundle_missing</c>, <c>invalid</c>, <c>store_corrupt</c>, or a fault of the store.</summary>
    public ValueTask<Result<ConfigBundle>> GetBundleAsync(string sha256, CancellationToken cancellationToken) => _bundles.GetAsync(sha256, cancellationToken);
}
