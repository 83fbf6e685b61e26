using System.Text.Json.Serialization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket list --json</c> prints.</summary>
/// <param name="Tickets">The tickets, in order.</param>
/// <param name="Next">What to give as <c>--after</c> for the page behind; null where nothing more fits.</param>
internal sealed record TicketListJson(IReadOnlyList<TicketListingJson> Tickets, TicketId? Next)
{
    public static TicketListJson Of(TicketPage page) => new([.. page.Tickets.Select(TicketListingJson.Of)], page.Next);
}

/// <summary>A ticket in a list.</summary>
internal sealed record TicketListingJson
{
    /// <summary>Its id: 13 characters.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line; the id where item.md cannot be read.</summary>
    public required string Title { get; init; }

    /// <summary>Null where item.md cannot be read; then <see cref="Diagnostic"/> says why.</summary>
    public string? State { get; init; }

    /// <summary>Its priority.</summary>
    public string? Priority { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public required IReadOnlyList<string> RiskFlags { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything of it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who queued it.</summary>
    public string? QueuedBy { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Who wrote the first event of its thread.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>How many events the thread holds.</summary>
    public required int Events { get; init; }

    /// <summary>The kind of the last event of its thread.</summary>
    public string? LastEvent { get; init; }

    /// <summary>Who wrote that one.</summary>
    public string? LastAuthor { get; init; }

    /// <summary>Whether the last review asks for changes.</summary>
    public required bool ChangeRequested { get; init; }

    /// <summary>Whether it is reported as implemented, and neither done nor closed.</summary>
    public required bool Reported { get; init; }

    /// <summary>Why item.md cannot be read; null where it can.</summary>
    public Fault? Diagnostic { get; init; }

    public static TicketListingJson Of(TicketListing listing) => new()
    {
        Id = listing.Id,
        Title = listing.Title,
        State = listing.Diagnostic is null ? listing.State.Text() : null,
        Priority = listing.Priority,
        Assignee = listing.Assignee,
        RiskFlags = listing.RiskFlags,
        CreatedAt = listing.CreatedAt,
        UpdatedAt = listing.UpdatedAt,
        QueuedBy = listing.QueuedBy,
        QueuedAt = listing.QueuedAt,
        CreatedBy = listing.CreatedBy,
        Events = listing.EventCount,
        LastEvent = listing.LastEvent,
        LastAuthor = listing.LastAuthor,
        ChangeRequested = listing.HasOpenChangeRequest,
        Reported = listing.IsReported,
        Diagnostic = listing.Diagnostic,
    };
}

/// <summary>What <c>yoi ticket search --json</c> prints.</summary>
/// <param name="Hits">Tickets that hold every text.</param>
/// <param name="Next">What to give as <c>--after</c> for the page behind; null where nothing more fits.</param>
/// <param name="Unsearched">Tickets whose text could not be searched, and why.</param>
internal sealed record TicketSearchJson(IReadOnlyList<TicketHitJson> Hits, TicketId? Next, IReadOnlyList<UnsearchedTicket> Unsearched)
{
    public static TicketSearchJson Of(TicketHitPage page) =>
        new([.. page.Hits.Select(hit => new TicketHitJson(TicketListingJson.Of(hit.Ticket), hit.Lines, hit.LineCount))], page.Next, page.Unsearched);
}

/// <summary>A ticket that holds every text.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Lines">Its first lines that hold one of them.</param>
/// <param name="LineCount">How many such lines there are.</param>
internal sealed record TicketHitJson(TicketListingJson Ticket, IReadOnlyList<TicketHitLine> Lines, int LineCount);

/// <summary>What <c>yoi ticket startable --json</c> prints.</summary>
/// <param name="Queued">The queued tickets in the order in which they are to start.</param>
internal sealed record StartableJson(IReadOnlyList<StartableTicketJson> Queued);

/// <summary>A queued ticket.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Title">Its title.</param>
/// <param name="Order">Its place, from 1.</param>
/// <param name="CanStart">Whether nothing of the records holds it back.</param>
/// <param name="Reasons">Why it waits.</param>
internal sealed record StartableTicketJson(TicketId Id, string Title, int Order, bool CanStart, IReadOnlyList<WaitReasonJson> Reasons);

/// <summary>One reason why a ticket waits.</summary>
/// <param name="Code">ticket_unreadable, dependency_blocked, ordered_after or conflict_blocked.</param>
/// <param name="On">The ticket it waits for.</param>
/// <param name="State">That ticket's state; null where there is no such ticket.</param>
/// <param name="Release">What would release it, in words.</param>
internal sealed record WaitReasonJson(string Code, TicketId On, string? State, string Release)
{
    public static WaitReasonJson Of(WaitReason reason) => new(reason.Code, reason.On, reason.State?.Text(), reason.Release);
}

/// <summary>What <c>yoi ticket why --json</c> prints: the tree, each node followed by what it waits for, one level deeper.</summary>
/// <param name="Nodes">The nodes; the first is the ticket that was asked about.</param>
internal sealed record WhyJson(IReadOnlyList<WhyNodeJson> Nodes);

/// <summary>A ticket in that tree.</summary>
/// <param name="Depth">0 for the ticket that was asked about.</param>
/// <param name="Id">The ticket.</param>
/// <param name="Title">Its title; null where there is no such ticket.</param>
/// <param name="State">Its state; null where there is no such ticket.</param>
/// <param name="Reason">Why the one above waits for it; null at the root.</param>
/// <param name="WaitsFor">How many tickets it waits for itself.</param>
/// <param name="Cut">cycle or shown where the branch ends here although more lies below; else null.</param>
/// <param name="Next">What has to happen next to it, in words.</param>
internal sealed record WhyNodeJson(int Depth, TicketId Id, string? Title, string? State, WaitReasonJson? Reason, int WaitsFor, string? Cut, string Next);

/// <summary>Writes what ticket queries answer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(TicketListJson))]
[JsonSerializable(typeof(TicketSearchJson))]
[JsonSerializable(typeof(StartableJson))]
[JsonSerializable(typeof(WhyJson))]
internal sealed partial class TicketQueryJson : JsonSerializerContext;
