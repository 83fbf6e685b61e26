namespace Yoi.Tickets;

/// <summary>What a verb decided to write: one change of one ticket.</summary>
internal sealed record Draft
{
    /// <summary>Nothing is to be written; the ticket as it stands is the answer.</summary>
    public static Draft Nothing { get; } = new();

    public IReadOnlyList<EventDraft> Events { get; init; } = [];

    public IReadOnlyList<FieldEdit> Fields { get; init; } = [];

    /// <summary>Bytes for the end of orchestration-plan.jsonl.</summary>
    public byte[]? Plan { get; init; }

    /// <summary>The new content of relations.json.</summary>
    public byte[]? Relations { get; init; }

    /// <summary>The new body of item.md, as it was given.</summary>
    public string? Body { get; init; }

    public string? Resolution { get; init; }

    /// <summary>Where the resolution that was in force is kept; it is no longer in force then.</summary>
    public string? ArchivedResolution { get; init; }
}
