using Microsoft.Extensions.Logging;

namespace Yoi.Workspace;

/// <summary>All that stands behind Workers made by hand.</summary>
internal sealed class HandParts
{
    public HandParts(StepContext context, HandStore store, ILoggerFactory loggers)
    {
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
}
