namespace Yoi.Protocol;

/// <summary>Arguments of <c>submit_work</c>: the coder says it is done.</summary>
public sealed record WorkSubmission
{
    /// <summary>What was changed and why, for the ticket.</summary>
    public required string Summary { get; init; }

    /// <summary>How the coder checked it.</summary>
    public string? Validation { get; init; }

    /// <summary>What is left open.</summary>
    public IReadOnlyList<string>? OpenPoints { get; init; }
}

/// <summary>Arguments of <c>submit_review</c>: the reviewer's verdict.</summary>
public sealed record ReviewSubmission
{
    /// <summary><c>approve</c> or <c>request_changes</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The reasons, for the ticket.</summary>
    public required string Summary { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }
}
