using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>What becomes of a tool call.</summary>
internal abstract record Verdict
{
    /// <summary>It runs.</summary>
    public static Verdict Allowed { get; } = new Allow();

    /// <summary>It runs.</summary>
    public sealed record Allow : Verdict;

    /// <summary>A person is asked.</summary>
    /// <param name="Rule">The rule that would let calls like this one run from here on; null where none could say it.</param>
    public sealed record Ask(PermissionRule? Rule) : Verdict;

    /// <summary>It is refused.</summary>
    /// <param name="Reason">What the model is told.</param>
    public sealed record Deny(string Reason) : Verdict;
}

/// <summary>Whether a rule fits something.</summary>
internal enum Fit
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It cannot be told, because part of the call is known only when it runs.</summary>
    Perhaps,

    /// <summary>It does.</summary>
    Yes,
}
