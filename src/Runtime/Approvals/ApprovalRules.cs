using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Decides what becomes of an answer to a question.</summary>
internal static class ApprovalRules
{
    /// <summary>Why an answer has no valid form.</summary>
    public static Fault? Check(ApprovalResolved answer)
    {
        if (answer.CallId is not { Length: >= 1 }) return Invalid("An answer names its call.");
        if (answer.By is not { Length: >= 1 and <= 128 } || answer.By == RunParking.Deadline)
            return Invalid($"An answer says in 1 to 128 characters who gives it; '{RunParking.Deadline}' is nobody's name.");
        return answer is { Always: true, Allowed: false } ? Invalid("Only what is allowed can be kept as a rule.") : null;
    }

    /// <summary>Why an answer does not fit the question that is open, or null where it does.</summary>
    public static Fault? Fit(ApprovalRequested question, ApprovalResolved answer) =>
        answer.Always && question.Rule is null ? Invalid("There is no rule that could be kept for this call; allow it once.") : null;

    /// <summary>What a second answer is told, where the first is known.</summary>
    public static Fault? Repeat(ApprovalResolved answer, ApprovalResolved? first)
    {
        if (first is null) return new(FaultCodes.NotFound, $"Nothing waits for an answer under the call '{answer.CallId}'.");
        if ((first.Allowed, first.Always) == (answer.Allowed, answer.Always)) return null;
        var word = first.Allowed ? "allowed" : "denied";
        return new(FaultCodes.Conflict, $"The call '{answer.CallId}' was already {word} by {first.By}.");
    }

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
