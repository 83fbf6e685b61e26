using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person reads of attempts and of the receipts they left.</summary>
public sealed class AttemptDesk
{
    private const int MostRows = 200;
    private const int MostEvents = 500;
    private const string Folder = "receipts";

    private readonly StepContext _context;
    private readonly AttemptStore _attempts;
    private readonly AttemptDetails _details;

    internal AttemptDesk(StepContext context, AttemptStore attempts) => (_context, _attempts, _details) = (context, attempts, new(attempts, context.Registry));

    /// <summary>A page of attempts, the newest first: <c>invalid</c>, <c>cursor_malformed</c>, a fault of the journal.</summary>
    /// <param name="ticket">Only those at this ticket; null for all.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<AttemptPage>> ListAsync(TicketId? ticket, string? after, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostRows) return new Fault(FaultCodes.Invalid, $"A page holds 1 to {MostRows} attempts.");
        var all = _attempts.Opened.Where(a => ticket is null || a.Key.Ticket == ticket)
            .OrderByDescending(a => a.Value).ThenByDescending(a => a.Key.Ticket).ThenByDescending(a => a.Key.Number).Select(a => a.Key).ToList();
        var from = 0;
        if (after is not null)
        {
            if (!AttemptId.TryParse(after, out var cursor) || all.IndexOf(cursor) is var at && at < 0) return new Fault(FaultCodes.CursorMalformed, "after is the next of the page before, with the same ticket.");
            from = at + 1;
        }

        var page = all.Skip(from).Take(limit).ToList();
        List<AttemptRow> rows = new(page.Count);
        foreach (var id in page)
        {
            if (!(await _attempts.FindAsync(id, cancellationToken)).TryGet(out var attempt, out var fault)) return fault;
            rows.Add(AttemptEventViews.Row(attempt));
        }

        return new AttemptPage(rows, all.Count > from + page.Count ? page[^1].ToString() : null);
    }

    /// <summary>An attempt with what happened in it: <c>not_found</c>, a fault of the journal.</summary>
    public async ValueTask<Result<AttemptRecordView>> ShowAsync(TicketId ticket, int number, CancellationToken cancellationToken)
    {
        if (!(await _attempts.FindAsync(new(ticket, number), cancellationToken)).TryGet(out var attempt, out var fault)) return fault;
        if (!(await _attempts.EventsAsync(attempt.Id, cancellationToken)).TryGet(out var events, out fault)) return fault;
        var omitted = Math.Max(0, events.Count - MostEvents);
        return new AttemptRecordView(ticket, await _details.OfAsync(attempt, events, cancellationToken), [.. events.Skip(omitted).Select(AttemptEventViews.Of)], omitted);
    }

    /// <summary>A page of the receipts that lie on a ticket, each with its signature checked: <c>invalid</c>, <c>not_found</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="after">The last receipt of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<ReceiptPage>> ReceiptsAsync(TicketId ticket, string? after, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostRows) return new Fault(FaultCodes.Invalid, $"A page holds 1 to {MostRows} receipts.");
        if (after is not null && !ReceiptId.TryParse(after, null, out _)) return new Fault(FaultCodes.CursorMalformed, "after is the id of the last receipt of the page before.");
        if (!_context.Tickets.Artifacts(ticket, Folder).TryGet(out var files, out var fault)) return fault;
        var ids = files.Select(f => f.Name[(Folder.Length + 1)..]).Where(n => n.EndsWith(".json", StringComparison.Ordinal)).Select(n => n[..^".json".Length])
            .Where(n => ReceiptId.TryParse(n, null, out _) && (after is null || string.CompareOrdinal(n, after) > 0)).Take(limit + 1).ToList();
        List<StoredReceiptView> receipts = [];
        foreach (var id in ids.Take(limit))
        {
            if (!(await ReceiptAsync(ticket, ReceiptId.Parse(id, null), cancellationToken)).TryGet(out var receipt, out fault)) return fault;
            receipts.Add(receipt with { Document = null });
        }

        return new ReceiptPage(ticket, receipts, ids.Count > limit ? ids[limit - 1] : null);
    }

    /// <summary>One receipt with the signed document: <c>not_found</c>, <c>too_large</c>, <c>ticket_unreadable</c>, <c>store_failed</c>.</summary>
    public async ValueTask<Result<StoredReceiptView>> ReceiptAsync(TicketId ticket, ReceiptId id, CancellationToken cancellationToken)
    {
        var read = await ReceiptFile.DocumentAsync(_context.Tickets, ticket, id, cancellationToken);
        if (!read.TryGet(out var document, out var fault)) return fault.Code == FaultCodes.VerificationFailed ? Unverified(id, fault) : fault;
        if (!ReceiptFile.Verify(document, _context.Signer.PublicKeyPem, ticket, id).TryGet(out var receipt, out fault)) return Unverified(id, fault);
        return new StoredReceiptView
        {
            Id = id,
            Verified = true,
            Attempt = receipt.Attempt,
            Purpose = receipt.Purpose,
            Command = receipt.Command,
            ExitCode = receipt.ExitCode,
            Commit = receipt.Commit,
            Tree = receipt.Tree,
            StartedAt = receipt.StartedAt,
            DurationMs = receipt.DurationMs,
            Output = $"{Folder}/{receipt.Output}",
            OutputSha256 = receipt.OutputSha256,
            Document = document,
        };
    }

    // What nobody signed may say anything at all.
    private static StoredReceiptView Unverified(ReceiptId id, Fault fault) => new() { Id = id, Verified = false, Problem = Notices.Of(fault) };
}
