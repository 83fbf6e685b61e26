namespace Yoi.Protocol;

/// <summary>Arguments of <c>report_blocked</c>: the coder cannot go on.</summary>
public sealed record BlockedReport
{
    /// <summary>Why it cannot go on.</summary>
    public required string Reason { get; init; }

    /// <summary>What is missing, so that a person can provide it.</summary>
    public required string Missing { get; init; }
}
