using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>What a Worker may reach of the file system.</summary>
/// <param name="Scope">Its scope; null where it has no worktree, and then it has no file and no shell tools.</param>
public sealed record ScopeGrant(Scope? Scope)
{
    /// <summary>No worktree.</summary>
    public static ScopeGrant None { get; } = new((Scope?)null);
}

/// <summary>Finds the scope of a Worker by the worktree its request names. A fault refuses the Worker.</summary>
public delegate ValueTask<Result<ScopeGrant>> ScopeResolver(WorkerRef worker, CreateWorkerRequest request, CancellationToken cancellationToken);
