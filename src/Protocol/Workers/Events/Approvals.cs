namespace Yoi.Protocol;

/// <summary>A call waits for a person's word; nothing of it has begun.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Text">What it would do, for people: the command line, the path.</param>
/// <param name="Deadline">When it counts as denied.</param>
/// <param name="Rule">The rule that "always" would keep; null where there can be none.</param>
public sealed record ApprovalRequested(string CallId, string Tool, string Text, DateTimeOffset Deadline, PermissionRule? Rule = null) : WorkerEvent;

/// <summary>The word was given, or the deadline passed. At most one a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Allowed">Whether it may go on.</param>
/// <param name="By">Who: a person's name, or <c>deadline</c>.</param>
/// <param name="Always">Whether the rule of the question is kept for this Worker from here on.</param>
public sealed record ApprovalResolved(string CallId, bool Allowed, string By, bool Always = false) : WorkerEvent;
