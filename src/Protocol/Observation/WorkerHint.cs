namespace Yoi.Protocol;

/// <summary>A Worker's summary may have changed; ask for it.</summary>
public sealed record WorkerHint(WorkerId Worker);
