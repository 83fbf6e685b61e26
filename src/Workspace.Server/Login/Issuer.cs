using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>The issuer as the server reaches it: what it says of itself and its keys are kept for an hour.</summary>
internal sealed class Issuer(LoginSettings settings, TimeProvider time) : IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Who shows a token of an unknown key must not make us ask for keys without end.</summary>
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MostBytes,
    };

    private volatile Read<DiscoveryDocument>? _document;
    private volatile Read<JsonWebKeySet>? _keys;

    /// <summary>What it says of itself; <c>login_unavailable</c>.</summary>
    public async Task<Result<DiscoveryDocument>> DiscoverAsync(CancellationToken cancellationToken)
    {
        if (_document is { } known && time.GetUtcNow() - known.At < Kept) return known.Value;
        var at = $"{settings.Issuer.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
        if (!(await AskAsync(new(HttpMethod.Get, at), text => JsonSerializer.Deserialize(text, LoginJson.Default.DiscoveryDocument)!, cancellationToken)).TryGet(out var document, out var fault)) return fault;
        if (document.Issuer.TrimEnd('/') != settings.Issuer.AbsoluteUri.TrimEnd('/')) return Unusable("its discovery document names another issuer");
        if (!IsSafe(document.AuthorizationEndpoint) || !IsSafe(document.TokenEndpoint) || !IsSafe(document.JwksUri)) return Unusable("its discovery document names addresses that are not https");
        _document = new(document, time.GetUtcNow());
        return document;
    }

    /// <summary>Its keys; <c>login_unavailable</c>.</summary>
    /// <param name="isUnknown">Whether those at hand lack one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<JsonWebKeySet>> KeysAsync(bool isUnknown, CancellationToken cancellationToken)
    {
        if (_keys is { } known && time.GetUtcNow() - known.At < (isUnknown ? BetweenKeys : Kept)) return known.Value;
        if (!(await DiscoverAsync(cancellationToken)).TryGet(out var document, out var fault)) return fault;
        if (!(await AskAsync(new(HttpMethod.Get, document.JwksUri), text => new JsonWebKeySet(text), cancellationToken)).TryGet(out var keys, out fault)) return fault;
        _keys = new(keys, time.GetUtcNow());
        return keys;
    }

    /// <summary>Gives a code for an id token: <c>unauthorized</c> where it is refused, <c>login_unavailable</c>.</summary>
    public async Task<Result<string>> RedeemAsync(string code, string verifier, string returnsTo, CancellationToken cancellationToken)
    {
        if (!(await DiscoverAsync(cancellationToken)).TryGet(out var document, out var fault)) return fault;
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = returnsTo, ["code_verifier"] = verifier };
        using var request = new HttpRequestMessage(HttpMethod.Post, document.TokenEndpoint);
        var methods = document.TokenEndpointAuthMethodsSupported;
        if (settings.ClientSecret is null) form["client_id"] = settings.ClientId;
        else if (methods is null || methods.Contains("client_secret_basic")) request.Headers.Authorization = Basic(settings.ClientId, settings.ClientSecret);
        else (form["client_id"], form["client_secret"]) = (settings.ClientId, settings.ClientSecret);
        request.Content = new FormUrlEncodedContent(form);
        return await AskAsync(request, text => JsonSerializer.Deserialize(text, LoginJson.Default.TokenAnswer)!.IdToken, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Result<T>> AskAsync<T>(HttpRequestMessage request, Func<string, T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var sent = request;
        try
        {
            using var response = await _http.SendAsync(sent, cancellationToken);
            if (response.IsSuccessStatusCode) return read(await response.Content.ReadAsStringAsync(cancellationToken));
            return (int)response.StatusCode is >= 400 and < 500 && sent.Method == HttpMethod.Post
                ? new Fault(FaultCodes.Unauthorized, $"The issuer refuses the code ({(int)response.StatusCode}); log in again.")
                : Unusable($"it answers {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ArgumentException or NullReferenceException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Its words may hold what was sent to it.
            return Unusable($"{e.GetType().Name}");
        }
    }

    private static Fault Unusable(string why) => new(FaultCodes.LoginUnavailable, $"The issuer of logins cannot be used now ({why}); try again, or come in by `yoi open`.");

    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    private sealed record Read<T>(T Value, DateTimeOffset At);
}
