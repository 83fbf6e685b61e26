using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>Attempts at a workspace's tickets, and the receipts they left, through its server. Faults carry the server's codes, or <c>server_unavailable</c>.</summary>
public sealed class AttemptClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _workspace;

    internal AttemptClient(ServerHttp http, ApiPath workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>A page of attempts, the newest first.</summary>
    /// <param name="ticket">Only those at this ticket; null for all.</param>
    /// <param name="after">The cursor: <c>Next</c> of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200; null for 50.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<AttemptPage>> ListAsync(TicketId? ticket, string? after, int? limit, CancellationToken cancellationToken) =>
        _http.GetAsync(_workspace.To("attempts").With(("ticket", ticket), ("after", after), ("limit", limit)), BrowserJson.Default.AttemptPage, cancellationToken);

    /// <summary>An attempt with what happened in it.</summary>
    public Task<Result<AttemptRecordView>> ShowAsync(TicketId ticket, int number, CancellationToken cancellationToken) =>
        _http.GetAsync(_workspace.To("attempts").Named(ticket).Named(number), BrowserJson.Default.AttemptRecordView, cancellationToken);

    /// <summary>A page of the receipts that lie on a ticket, each with its signature checked.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="after">The cursor: <c>Next</c> of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200; null for 50.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<ReceiptPage>> ReceiptsAsync(TicketId ticket, string? after, int? limit, CancellationToken cancellationToken) =>
        _http.GetAsync(Receipts(ticket).With(("after", after), ("limit", limit)), BrowserJson.Default.ReceiptPage, cancellationToken);

    /// <summary>One receipt with the signed document as it is stored.</summary>
    public Task<Result<StoredReceiptView>> ReceiptAsync(TicketId ticket, ReceiptId receipt, CancellationToken cancellationToken) =>
        _http.GetAsync(Receipts(ticket).Named(receipt), BrowserJson.Default.StoredReceiptView, cancellationToken);

    private ApiPath Receipts(TicketId ticket) => _workspace.To("tickets").Named(ticket).To("receipts");
}
