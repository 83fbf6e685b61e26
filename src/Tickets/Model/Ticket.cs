using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket as its files hold it, all read at one moment.</summary>
public sealed record Ticket
{
    /// <summary>Its directory's name.</summary>
    public required TicketId Id { get; init; }

    /// <summary>item.md.</summary>
    public required TicketItem Item { get; init; }

    /// <summary>thread.md, in order; empty where the file is missing.</summary>
    public required IReadOnlyList<ThreadEvent> Thread { get; init; }

    /// <summary>The readable records of artifacts/orchestration-plan.jsonl, in order.</summary>
    public required IReadOnlyList<PlanRecord> Plans { get; init; }

    /// <summary>What artifacts/relations.json says of others, in the file's order; empty where there is none or it cannot be read.</summary>
    public IReadOnlyList<TicketRelation> Relations { get; init; } = [];

    /// <summary>resolution.md, or null where there is none.</summary>
    public string? Resolution { get; init; }

    /// <summary>Text that no event and no record owns; it is kept as it is.</summary>
    public required IReadOnlyList<UnownedText> Unowned { get; init; }
}

/// <summary>Lines that no event and no record owns.</summary>
/// <param name="File">The file, from the ticket's folder.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="LineCount">How many lines.</param>
/// <param name="Text">Their text.</param>
public sealed record UnownedText(string File, int Line, int LineCount, string Text);
