using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What the index knows of one ticket.</summary>
internal sealed record IndexEntry
{
    public required TicketId Id { get; init; }

    /// <summary>The files' stamps when they were read; none where they must be read again each time.</summary>
    public required Stamps Stamps { get; init; }

    /// <summary>When they were read, in the unit of stamps.</summary>
    public required long ReadAt { get; init; }

    /// <summary>A checksum of the files, to tell a change from a touch.</summary>
    public required uint Content { get; init; }

    public required TicketListing Listing { get; init; }

    public required TicketFacts Facts { get; init; }

    /// <summary>The kinds of its events, each once.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Who wrote its events, each once.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The operation that created it, where it was the program.</summary>
    public OperationId? CreatedBy { get; init; }

    /// <summary>The text of its files, for searching.</summary>
    public required IndexText Text { get; init; }

    /// <summary>What that text may hold.</summary>
    public required TextSignature Signature { get; init; }

    /// <summary>Why its text is not searched.</summary>
    public Fault? Unsearched { get; init; }

    /// <summary>The ticket's state; null where it cannot be read.</summary>
    public TicketState? State => Listing.Diagnostic is null ? Listing.State : null;

    /// <summary>Whether files with these stamps are the ones that were read.</summary>
    public bool Covers(Stamps now) => now == Stamps && now != default && !now.AreDoubtful(ReadAt);
}
