namespace Yoi.Workspace;

/// <summary>The roles an attempt employs.</summary>
internal static class Roles
{
    public const string Coder = "coder";
    public const string Reviewer = "reviewer";
}

/// <summary>What a round of checks is for.</summary>
internal static class CheckPurpose
{
    public const string Submit = "submit";
    public const string Merge = "merge";
}

/// <summary>Why work goes back to its coder.</summary>
internal static class ReworkCause
{
    public const string Review = "review";
    public const string Receipt = "receipt";
    public const string Conflict = "conflict";
    public const string MergedReceipt = "merged_receipt";
}

/// <summary>How a queued ticket is classified.</summary>
internal static class Classifications
{
    public const string ImplementationReady = "implementation_ready";
    public const string ReturnToPlanning = "return_to_planning";
    public const string Blocked = "blocked_by_dependency_or_missing_authority";
}
