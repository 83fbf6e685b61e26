using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The objectives of a workspace through its server; keys and faults as of <see cref="TicketClient"/>.</summary>
public sealed class ObjectiveClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _objectives;

    internal ObjectiveClient(ServerHttp http, ApiPath workspace) => (_http, _objectives) = (http, workspace.To("objectives"));

    /// <summary>A page of objectives by id.</summary>
    /// <param name="state">Only those in this state: active, paused, done or archived; null for all.</param>
    /// <param name="after">The cursor: <c>Next</c> of the page before.</param>
    /// <param name="limit">At most so many, 1 to 200; null for 50.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<ObjectivePage>> ListAsync(string? state, string? after, int? limit, CancellationToken cancellationToken) =>
        _http.GetAsync(_objectives.With(("state", state), ("after", after), ("limit", limit)), BrowserJson.Default.ObjectivePage, cancellationToken);

    /// <summary>An objective whole; its revision is what an edit takes.</summary>
    public Task<Result<ObjectiveView>> ShowAsync(string objective, CancellationToken cancellationToken) => _http.GetAsync(PathOf(objective), BrowserJson.Default.ObjectiveView, cancellationToken);

    /// <summary>Writes an objective.</summary>
    public Task<Result<ObjectiveView>> CreateAsync(NewObjectiveDraft draft, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(_objectives, draft, BrowserJson.Default.NewObjectiveDraft, BrowserJson.Default.ObjectiveView, key, cancellationToken);

    /// <summary>Edits title, body or state.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="edits">What is to change.</param>
    /// <param name="seen">The revision that was seen; another one is refused as <c>conflict</c>, which names the one it has now. Null edits whatever is there.</param>
    /// <param name="key">Makes twice once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<ObjectiveView>> EditAsync(string objective, ObjectiveEdits edits, string? seen, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(objective).To("edits"), edits, BrowserJson.Default.ObjectiveEdits, BrowserJson.Default.ObjectiveView, key, cancellationToken, seen);

    /// <summary>Links it to a ticket.</summary>
    public Task<Result<ObjectiveView>> LinkAsync(string objective, TicketId ticket, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(PathOf(objective).To("links"), new(ticket), BrowserJson.Default.NewObjectiveLink, BrowserJson.Default.ObjectiveView, key, cancellationToken);

    /// <summary>Removes a link.</summary>
    public Task<Result<ObjectiveView>> UnlinkAsync(string objective, TicketId ticket, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(HttpMethod.Delete, PathOf(objective).To("links").Named(ticket), BrowserJson.Default.ObjectiveView, key, cancellationToken);

    private ApiPath PathOf(string objective) => _objectives.Named(objective);
}
