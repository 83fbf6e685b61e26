using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The tickets of a workspace through its server. Faults carry the server's codes, or <c>server_unavailable</c>. A key makes doing it twice doing it once.</summary>
public sealed class TicketClient
{
    private readonly ServerHttp _http;
    private readonly string _workspace;

    internal TicketClient(ServerHttp http, string workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>A ticket whole.</summary>
    public Task<Result<TicketView>> ShowAsync(TicketId ticket, CancellationToken cancellationToken) => _http.GetAsync(PathOf(ticket), ReadingJson.Types.TicketView, cancellationToken);

    /// <summary>Writes a ticket.</summary>
    public Task<Result<TicketView>> CreateAsync(TicketDraft draft, string? key, CancellationToken cancellationToken) =>
        _http.PostAsync($"{_workspace}/tickets", draft, BrowserJson.Default.TicketDraft, ReadingJson.Types.TicketView, key, cancellationToken);

    /// <summary>Moves a ticket.</summary>
    public Task<Result<TicketView>> MoveAsync(TicketId ticket, TicketMove move, string? key, CancellationToken cancellationToken) =>
        _http.PostAsync($"{PathOf(ticket)}/transitions", move, BrowserJson.Default.TicketMove, ReadingJson.Types.TicketView, key, cancellationToken);

    /// <summary>Comments on a ticket.</summary>
    public Task<Result<TicketView>> CommentAsync(TicketId ticket, NewComment comment, string? key, CancellationToken cancellationToken) =>
        _http.PostAsync($"{PathOf(ticket)}/comments", comment, BrowserJson.Default.NewComment, ReadingJson.Types.TicketView, key, cancellationToken);

    /// <summary>What the newest attempt at it changed; <c>not_found</c> where there is no work.</summary>
    public Task<Result<DiffView>> DiffAsync(TicketId ticket, CancellationToken cancellationToken) =>
        _http.GetAsync($"{PathOf(ticket)}/diff", ReadingJson.Types.DiffView, cancellationToken);

    private string PathOf(TicketId ticket) => $"{_workspace}/tickets/{ticket}";
}
