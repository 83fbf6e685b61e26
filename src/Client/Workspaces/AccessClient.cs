using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>Tokens, sessions and the record of who did what, through the server. Faults carry the server's codes, or <c>server_unavailable</c>.</summary>
public sealed class AccessClient
{
    private static readonly ApiPath Tokens = new("api/auth/tokens");
    private static readonly ApiPath Sessions = new("api/auth/sessions");

    private readonly ServerHttp _http;
    private readonly ApiPath _workspace;

    internal AccessClient(ServerHttp http, ApiPath workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>API tokens that are not revoked.</summary>
    public Task<Result<TokenPage>> TokensAsync(CancellationToken cancellationToken) => _http.GetAsync(Tokens, BrowserJson.Default.TokenPage, cancellationToken);

    /// <summary>Makes a token, which only this answer holds; <c>invalid</c>, <c>forbidden_authority</c> for a workspace in which the caller is not admin. It is never sent twice: where the answer was lost, a token may be there that nobody has.</summary>
    public Task<Result<IssuedToken>> NewTokenAsync(NewToken wanted, CancellationToken cancellationToken) =>
        _http.DoAsync(Tokens, wanted, BrowserJson.Default.NewToken, BrowserJson.Default.IssuedToken, cancellationToken);

    /// <summary>Revokes a token; <c>not_found</c>.</summary>
    public Task<Result<Revoked>> RevokeTokenAsync(string id, CancellationToken cancellationToken) =>
        _http.DoAsync(HttpMethod.Delete, Tokens.Named(id), BrowserJson.Default.Revoked, cancellationToken);

    /// <summary>Browsers' sessions that are good.</summary>
    public Task<Result<SessionPage>> SessionsAsync(CancellationToken cancellationToken) => _http.GetAsync(Sessions, BrowserJson.Default.SessionPage, cancellationToken);

    /// <summary>Revokes a session; <c>not_found</c>.</summary>
    public Task<Result<Revoked>> RevokeSessionAsync(string id, CancellationToken cancellationToken) =>
        _http.DoAsync(HttpMethod.Delete, Sessions.Named(id), BrowserJson.Default.Revoked, cancellationToken);

    /// <summary>Revokes all sessions but the caller's own.</summary>
    public Task<Result<Revoked>> RevokeSessionsAsync(CancellationToken cancellationToken) => _http.DoAsync(HttpMethod.Delete, Sessions, BrowserJson.Default.Revoked, cancellationToken);

    /// <summary>Who did what, newest first.</summary>
    /// <param name="before">Only records below this number.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<AuditPage>> AuditAsync(long? before, int limit, CancellationToken cancellationToken) =>
        _http.GetAsync(_workspace.To("audit").With(("limit", limit), ("before", before)), BrowserJson.Default.AuditPage, cancellationToken);
}
