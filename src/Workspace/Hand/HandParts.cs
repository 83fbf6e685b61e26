using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>All that stands behind Workers made by hand.</summary>
internal sealed class HandParts
{
    private readonly RuntimeRegistry _registry;

    public HandParts(StepContext context, HandStore store, ILoggerFactory loggers)
    {
        _registry = context.Registry;
        Store = store;
        Worktrees = new(context);
        Workers = new(context, store, Worktrees, loggers.CreateLogger<HandWorkers>());
        Saves = new(context.Registry, store, Worktrees, loggers.CreateLogger<HandSaves>());
        Tools = new(Worktrees);
    }

    public HandStore Store { get; }

    public HandWorktree Worktrees { get; }

    public HandWorkers Workers { get; }

    public HandSaves Saves { get; }

    public HandTools Tools { get; }

    /// <summary>How many of them have a run at hand that waits for nobody.</summary>
    public async ValueTask<int> AtWorkAsync(CancellationToken cancellationToken) =>
        (await _registry.ListAsync(cancellationToken)).Workers.Count(w => w.Worker.State == RunState.Busy && Store.Of(new WorkerRef(w.Runtime, w.Worker.Id)) is not null);
}
