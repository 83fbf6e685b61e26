namespace Yoi.Protocol;

/// <summary>What a coder is asked to do, as the attempt holds it and the ticket's thread shows it.</summary>
public sealed record IntentPacket
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be achieved, and why.</summary>
    public required string Intent { get; init; }

    /// <summary>What is decided and must stay true.</summary>
    public required IReadOnlyList<string> Invariants { get; init; }

    /// <summary>What must hold in the end.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>What the coder is free to choose.</summary>
    public required IReadOnlyList<string> Latitude { get; init; }

    /// <summary>When the coder stops and asks.</summary>
    public required IReadOnlyList<string> EscalateIf { get; init; }

    /// <summary>The commands the host will run.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Where to look first.</summary>
    public required IReadOnlyList<string> CodeMap { get; init; }

    /// <summary>What the reviewer looks at.</summary>
    public required IReadOnlyList<string> ReviewerFocus { get; init; }

    /// <summary>Paths the change may touch, as globs from the repository's root.</summary>
    public required IReadOnlyList<string> WriteGlobs { get; init; }
}
