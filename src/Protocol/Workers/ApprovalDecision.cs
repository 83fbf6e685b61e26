namespace Yoi.Protocol;

/// <summary>A person's word on a call that waits for it.</summary>
/// <param name="Allow">Whether it may go on.</param>
/// <param name="By">Whose word it is, 1 to 128 characters.</param>
/// <param name="Always">Whether the rule of the question is kept for this Worker.</param>
public sealed record ApprovalDecision(bool Allow, string By, bool Always = false);
