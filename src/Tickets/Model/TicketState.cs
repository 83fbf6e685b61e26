namespace Yoi.Tickets;

/// <summary>Where a ticket is on its way. Texts are the names in lower case.</summary>
public enum TicketState
{
    /// <summary>Being written.</summary>
    Planning,

    /// <summary>Specified well enough to be queued.</summary>
    Ready,

    /// <summary>A person allowed its routing.</summary>
    Queued,

    /// <summary>An attempt works on it.</summary>
    Inprogress,

    /// <summary>Merged, reviewed and validated.</summary>
    Done,

    /// <summary>Settled, with a resolution.</summary>
    Closed,
}
