namespace Yoi.Tickets;

/// <summary>The kinds of event this program writes.</summary>
public static class EventKinds
{
    /// <summary>The ticket was created.</summary>
    public const string Create = "create";

    /// <summary>A remark.</summary>
    public const string Comment = "comment";

    /// <summary>How it is to be done.</summary>
    public const string Plan = "plan";

    /// <summary>What was decided.</summary>
    public const string Decision = "decision";

    /// <summary>What was done.</summary>
    public const string ImplementationReport = "implementation_report";

    /// <summary>A verdict; needs a status.</summary>
    public const string Review = "review";

    /// <summary>A transition.</summary>
    public const string StateChanged = "state_changed";

    /// <summary>What intake found.</summary>
    public const string IntakeSummary = "intake_summary";

    /// <summary>Title, body or a field was edited.</summary>
    public const string ItemEdit = "item_edit";

    /// <summary>The ticket was closed.</summary>
    public const string Close = "close";

    /// <summary>A relation was added.</summary>
    public const string RelationAdded = "relation_added";

    /// <summary>A relation was removed.</summary>
    public const string RelationRemoved = "relation_removed";

    /// <summary>A plan record was added.</summary>
    public const string PlanRecorded = "plan_recorded";

    /// <summary>The status of a review that accepts.</summary>
    public const string Approve = "approve";

    /// <summary>The status of a review that asks for more work.</summary>
    public const string RequestChanges = "request_changes";
}
