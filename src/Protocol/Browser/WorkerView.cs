namespace Yoi.Protocol.Browser;

/// <summary>One Worker as people see it, over all runtimes.</summary>
public sealed record WorkerView
{
    /// <summary>Which runtime.</summary>
    public required RuntimeId Runtime { get; init; }

    /// <summary>Which Worker.</summary>
    public required WorkerId Worker { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its role.</summary>
    public required string Role { get; init; }

    /// <summary>What is wanted of it.</summary>
    public required DesiredState Desired { get; init; }

    /// <summary>What it does.</summary>
    public required RunState State { get; init; }

    /// <summary>The ticket it works on.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Tokens used so far.</summary>
    public required TokenCount Tokens { get; init; }

    /// <summary>The stable code of why it cannot act.</summary>
    public string? Problem { get; init; }
}
