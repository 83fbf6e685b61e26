using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may read of tickets and their records, and let the doctor mend. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record ReadingSurface
{
    /// <summary>A page of the tickets that fit a query.</summary>
    public required Func<TicketFilter, CancellationToken, ValueTask<Result<TicketListPage>>> List { get; init; }

    /// <summary>The queue in its order.</summary>
    public required Func<CancellationToken, ValueTask<Result<StartablePage>>> Startable { get; init; }

    /// <summary>What a ticket waits for.</summary>
    public required Func<TicketId, CancellationToken, ValueTask<Result<WhyView>>> Why { get; init; }

    /// <summary>A ticket's relations.</summary>
    public required Func<TicketId, CancellationToken, ValueTask<Result<RelationPage>>> Relations { get; init; }

    /// <summary>A ticket's plan records.</summary>
    public required Func<TicketId, CancellationToken, ValueTask<Result<PlanPage>>> Plans { get; init; }

    /// <summary>A ticket's artifacts by name.</summary>
    public required Func<TicketId, Result<ArtifactPage>> Artifacts { get; init; }

    /// <summary>An artifact's bytes.</summary>
    public required Func<TicketId, string, CancellationToken, ValueTask<Result<ReadOnlyMemory<byte>>>> Artifact { get; init; }

    /// <summary>What is wrong with the ticket files, of one ticket or of all.</summary>
    public required Func<TicketId?, CancellationToken, ValueTask<Result<DoctorView>>> Doctor { get; init; }

    /// <summary>The same after mending.</summary>
    public required Func<TicketId?, CancellationToken, ValueTask<Result<DoctorView>>> Fix { get; init; }

    /// <summary>A page of attempts, at a ticket or at all, behind a cursor.</summary>
    public required Func<TicketId?, string?, int, CancellationToken, ValueTask<Result<AttemptPage>>> Attempts { get; init; }

    /// <summary>An attempt with what happened in it.</summary>
    public required Func<TicketId, int, CancellationToken, ValueTask<Result<AttemptRecordView>>> Attempt { get; init; }

    /// <summary>A page of a ticket's receipts behind a cursor.</summary>
    public required Func<TicketId, string?, int, CancellationToken, ValueTask<Result<ReceiptPage>>> Receipts { get; init; }

    /// <summary>One receipt with its signed document.</summary>
    public required Func<TicketId, ReceiptId, CancellationToken, ValueTask<Result<StoredReceiptView>>> Receipt { get; init; }

    internal static ReadingSurface Of(TicketReading reading, AttemptDesk attempts) => new()
    {
        List = reading.ListAsync,
        Startable = reading.StartableAsync,
        Why = reading.WhyAsync,
        Relations = reading.RelationsAsync,
        Plans = reading.PlansAsync,
        Artifacts = reading.Artifacts,
        Artifact = reading.ArtifactAsync,
        Doctor = reading.DoctorAsync,
        Fix = reading.FixAsync,
        Attempts = attempts.ListAsync,
        Attempt = attempts.ShowAsync,
        Receipts = attempts.ReceiptsAsync,
        Receipt = attempts.ReceiptAsync,
    };
}
