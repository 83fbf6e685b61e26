using System.Globalization;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>Tokens, sessions and the record of who did what, through the server. Faults carry the server's codes, or <c>server_unavailable</c>.</summary>
public sealed class AccessClient
{
    private readonly ServerHttp _http;
    private readonly string _workspace;

    internal AccessClient(ServerHttp http, string workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>API tokens that are not revoked.</summary>
    public Task<Result<TokenPage>> TokensAsync(CancellationToken cancellationToken) => _http.GetAsync("/api/auth/tokens", ReadingJson.Types.TokenPage, cancellationToken);

    /// <summary>Makes a token; <c>invalid</c>.</summary>
    public Task<Result<IssuedToken>> NewTokenAsync(NewToken wanted, CancellationToken cancellationToken) =>
        _http.PostAsync("/api/auth/tokens", wanted, BrowserJson.Default.NewToken, ReadingJson.Types.IssuedToken, key: null, cancellationToken);

    /// <summary>Revokes a token; <c>not_found</c>.</summary>
    public Task<Result<Revoked>> RevokeTokenAsync(string id, CancellationToken cancellationToken) =>
        _http.DeleteAsync($"/api/auth/tokens/{Uri.EscapeDataString(id)}", ReadingJson.Types.Revoked, cancellationToken);

    /// <summary>Browsers' sessions that are good.</summary>
    public Task<Result<SessionPage>> SessionsAsync(CancellationToken cancellationToken) => _http.GetAsync("/api/auth/sessions", ReadingJson.Types.SessionPage, cancellationToken);

    /// <summary>Revokes a session; <c>not_found</c>.</summary>
    public Task<Result<Revoked>> RevokeSessionAsync(string id, CancellationToken cancellationToken) =>
        _http.DeleteAsync($"/api/auth/sessions/{Uri.EscapeDataString(id)}", ReadingJson.Types.Revoked, cancellationToken);

    /// <summary>Revokes all sessions.</summary>
    public Task<Result<Revoked>> RevokeSessionsAsync(CancellationToken cancellationToken) => _http.DeleteAsync("/api/auth/sessions", ReadingJson.Types.Revoked, cancellationToken);

    /// <summary>Who did what, newest first.</summary>
    /// <param name="before">Only records below this number.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<AuditPage>> AuditAsync(long? before, int limit, CancellationToken cancellationToken) => _http.GetAsync(
        string.Create(CultureInfo.InvariantCulture, $"{_workspace}/audit?limit={limit}{(before is null ? "" : "&before=")}{before}"), ReadingJson.Types.AuditPage, cancellationToken);
}
