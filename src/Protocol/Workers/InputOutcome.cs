namespace Yoi.Protocol;

/// <summary>The answer to an input.</summary>
public sealed record InputOutcome
{
    /// <summary>What became of it.</summary>
    public required InputStatus Status { get; init; }

    /// <summary>The run it started, where accepted.</summary>
    public RunId? Run { get; init; }

    /// <summary>The sequence number of its message, where accepted.</summary>
    public long? Seq { get; init; }

    /// <summary>Why it was not accepted.</summary>
    public Fault? Fault { get; init; }
}
