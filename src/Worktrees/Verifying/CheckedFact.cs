using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What it is, and what was found where it holds.</param>
/// <param name="Fault"><c>verification_failed</c> with what is wrong and where; null where it holds.</param>
public sealed record CheckedFact(string What, Fault? Fault = null)
{
    /// <summary>A thing that does not hold.</summary>
    public static CheckedFact Wrong(string what, string why) => new(what, new Fault(FaultCodes.VerificationFailed, why));
}
