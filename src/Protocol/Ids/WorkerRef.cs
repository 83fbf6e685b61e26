namespace Yoi.Protocol;

/// <summary>The only authority for a Worker: which runtime, which Worker. Display names and labels route nothing.</summary>
public sealed record WorkerRef(RuntimeId Runtime, WorkerId Worker)
{
    /// <summary>For people: <c>worker@runtime</c>.</summary>
    public override string ToString() => $"{Worker}@{Runtime}";
}
