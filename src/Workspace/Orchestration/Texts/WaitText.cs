using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Why an attempt waits, as its ticket's thread says it.</summary>
internal static class WaitText
{
    public static string Retry(string role, Fault reason, DateTimeOffset until, int left) => new Markdown()
        .Line($"Waits: the {role}'s model failed.")
        .List("For", [$"{reason.Code}: {reason.Message}"])
        .List("Released by", [$"another try; {left - 1} more after it, then a person is asked"])
        .List("Looked at again", [$"{until:yyyy-MM-dd HH:mm:ss}Z"])
        .ToString();

    public static string ReviewerSlots() => new Markdown()
        .Line("Waits: all slots for reviewers are taken.")
        .List("Released by", ["a review that ends"])
        .List("Looked at again", ["when a slot is free"])
        .ToString();
}
