using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>What may be seen and done of Workers, and what is taken out of what is seen. As it is, everything passes.</summary>
public sealed record ObservationPolicy
{
    /// <summary>Whether a Worker may be watched and read; where not, it is <c>worker_not_visible</c>.</summary>
    public Func<WorkerRef, bool> MayObserve { get; init; } = _ => true;

    /// <summary>Whether a Worker may be told anything; where not, it is <c>forbidden_authority</c>.</summary>
    public Func<WorkerRef, bool> MayCommand { get; init; } = _ => true;

    /// <summary>A frame as it may be shown. It keeps its kind: what follows it counts on it.</summary>
    public Func<WorkerRef, WorkerFrame, WorkerFrame> Redact { get; init; } = (_, frame) => frame;
}
