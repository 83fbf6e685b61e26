using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A step from the state the caller saw to another.</summary>
public sealed record Transition
{
    /// <summary>The state the caller saw; in any other the step is refused as <c>stale_state</c>.</summary>
    public required TicketState Expected { get; init; }

    /// <summary>The state to reach.</summary>
    public required TicketState To { get; init; }

    /// <summary>Who does it.</summary>
    public required string Author { get; init; }

    /// <summary>Why, one line of at most <see cref="Limits.Attribute"/> bytes; giving up, taking back, reopening and closing what is not done need it, the others have a word of their own.</summary>
    public string? Reason { get; init; }

    /// <summary>To ready: the intake summary. Back to planning: what is missing, required. Else the text of the state_changed event, in place of the usual one.</summary>
    public string? Body { get; init; }

    /// <summary>To closed: how it was settled, required.</summary>
    public string? Resolution { get; init; }

    /// <summary>A person's explicit override of the gates to ready and to done; needs a reason. Whether the caller is a person is for the caller to know.</summary>
    public bool Force { get; init; }

    /// <summary>The intended change: the same again writes nothing and answers the ticket as it stands.</summary>
    public OperationId? Operation { get; init; }
}
