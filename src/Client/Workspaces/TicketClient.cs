using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>
/// The tickets of a workspace through its server. Faults carry the server's codes, or <c>server_unavailable</c>. A key makes doing it twice doing it once; without one each call makes its own, and so may be sent
/// again where its answer was lost.
/// </summary>
public sealed class TicketClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _workspace;
    private readonly ApiPath _tickets;

    internal TicketClient(ServerHttp http, ApiPath workspace) => (_http, _workspace, _tickets) = (http, workspace, workspace.To("tickets"));

    /// <summary>A page of the tickets that fit a query.</summary>
    public Task<Result<TicketListPage>> ListAsync(TicketQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _http.GetAsync(query.On(_tickets), BrowserJson.Default.TicketListPage, cancellationToken);
    }

    /// <summary>A ticket whole; its revision is what an edit takes.</summary>
    public Task<Result<TicketView>> ShowAsync(TicketId ticket, CancellationToken cancellationToken) => _http.GetAsync(PathOf(ticket), BrowserJson.Default.TicketView, cancellationToken);

    /// <summary>Writes a ticket.</summary>
    public Task<Result<TicketView>> CreateAsync(TicketDraft draft, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(_tickets, draft, BrowserJson.Default.TicketDraft, BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Edits title, body or fields.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="edits">What is to change.</param>
    /// <param name="seen">The revision that was seen; another one is refused as <c>conflict</c>, which names the one it has now. Null edits whatever is there.</param>
    /// <param name="key">Makes twice once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<TicketView>> EditAsync(TicketId ticket, TicketEdits edits, string? seen, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("edits"), edits, BrowserJson.Default.TicketEdits, BrowserJson.Default.TicketView, key, cancellationToken, seen);

    /// <summary>Moves a ticket; <c>stale_state</c> names the state it has now.</summary>
    public Task<Result<TicketView>> MoveAsync(TicketId ticket, TicketMove move, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("transitions"), move, BrowserJson.Default.TicketMove, BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Comments on a ticket.</summary>
    public Task<Result<TicketView>> CommentAsync(TicketId ticket, NewComment comment, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("comments"), comment, BrowserJson.Default.NewComment, BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Gives a verdict on its work.</summary>
    public Task<Result<TicketView>> ReviewAsync(TicketId ticket, NewReview review, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("reviews"), review, BrowserJson.Default.NewReview, BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Its relations, its own and those of others to it.</summary>
    public Task<Result<RelationPage>> RelationsAsync(TicketId ticket, CancellationToken cancellationToken) =>
        _http.GetAsync(PathOf(ticket).To("relations"), BrowserJson.Default.RelationPage, cancellationToken);

    /// <summary>Relates it to another.</summary>
    public Task<Result<TicketView>> RelateAsync(TicketId ticket, NewTicketRelation relation, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("relations"), relation, BrowserJson.Default.NewTicketRelation, BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Removes a relation of its own.</summary>
    public Task<Result<TicketView>> UnrelateAsync(TicketId ticket, string kind, TicketId other, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(HttpMethod.Delete, PathOf(ticket).To("relations").Named(kind).Named(other), BrowserJson.Default.TicketView, key, cancellationToken);

    /// <summary>Its plan records.</summary>
    public Task<Result<PlanPage>> PlansAsync(TicketId ticket, CancellationToken cancellationToken) => _http.GetAsync(PathOf(ticket).To("plans"), BrowserJson.Default.PlanPage, cancellationToken);

    /// <summary>Adds a plan record; answers all of them.</summary>
    public Task<Result<PlanPage>> PlanAsync(TicketId ticket, NewPlan plan, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(ticket).To("plans"), plan, BrowserJson.Default.NewPlan, BrowserJson.Default.PlanPage, key, cancellationToken);

    /// <summary>What it waits for, as a tree.</summary>
    public Task<Result<WhyView>> WhyAsync(TicketId ticket, CancellationToken cancellationToken) => _http.GetAsync(PathOf(ticket).To("why"), BrowserJson.Default.WhyView, cancellationToken);

    /// <summary>The queue in the order in which its tickets are to start.</summary>
    public Task<Result<StartablePage>> StartableAsync(CancellationToken cancellationToken) => _http.GetAsync(_tickets.To("startable"), BrowserJson.Default.StartablePage, cancellationToken);

    /// <summary>What the newest attempt at it changed; <c>not_found</c> where there is no work.</summary>
    public Task<Result<DiffView>> DiffAsync(TicketId ticket, CancellationToken cancellationToken) => _http.GetAsync(PathOf(ticket).To("diff"), BrowserJson.Default.DiffView, cancellationToken);

    /// <summary>Its artifacts by name.</summary>
    public Task<Result<ArtifactPage>> ArtifactsAsync(TicketId ticket, CancellationToken cancellationToken) =>
        _http.GetAsync(PathOf(ticket).To("artifacts"), BrowserJson.Default.ArtifactPage, cancellationToken);

    /// <summary>An artifact's bytes: at most 4 MiB, and no more than the client takes of one answer. A Worker may have written them.</summary>
    public Task<Result<byte[]>> ArtifactAsync(TicketId ticket, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _http.DownloadAsync(name.Split('/').Aggregate(PathOf(ticket).To("artifacts"), (path, part) => path.Named(part)), cancellationToken);
    }

    /// <summary>What is wrong with the ticket files, of one ticket or of all; nothing is written.</summary>
    public Task<Result<DoctorView>> DoctorAsync(TicketId? only, CancellationToken cancellationToken) =>
        _http.GetAsync(_workspace.To("doctor").With(("ticket", only)), BrowserJson.Default.DoctorView, cancellationToken);

    /// <summary>Mends what needs no guess, and answers what is wrong still.</summary>
    public Task<Result<DoctorView>> FixAsync(TicketId? only, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(HttpMethod.Post, _workspace.To("doctor").To("fix").With(("ticket", only)), BrowserJson.Default.DoctorView, key, cancellationToken);

    private ApiPath PathOf(TicketId ticket) => _tickets.Named(ticket);
}
