using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>
/// Login by OpenID Connect: authorization code with PKCE. It ends in a one-time link, which only the page that began it can use: without cookies nothing else would tell the browser of who
/// logs in from one that was made to follow somebody else's answer.
/// </summary>
internal sealed partial class LoginRoutes : IDisposable
{
    private const string CallbackPath = "/api/auth/callback";

    /// <summary>Who is shut out at the issuer is out here within a day.</summary>
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    private readonly LoginSettings _settings;
    private readonly Links _links;
    private readonly RateGate _rates;
    private readonly IReadOnlyList<RecordStream<AccountRecord>> _accounts;
    private readonly TimeProvider _time;
    private readonly PendingLogins _pending;
    private readonly Issuer _issuer;
    private readonly IdTokens _tokens;

    private LoginRoutes(LoginSettings settings, Links links, RateGate rates, IReadOnlyList<RecordStream<AccountRecord>> accounts, TimeProvider time)
    {
        (_settings, _links, _rates, _accounts, _time) = (settings, links, rates, accounts, time);
        _pending = new(time);
        _issuer = new(settings, time);
        _tokens = new(settings, _issuer, time);
    }

    public static LoginRoutes Of(LoginSettings settings, Links links, RateGate rates, IReadOnlyList<RecordStream<AccountRecord>> accounts, TimeProvider time) => new(settings, links, rates, accounts, time);

    public Task StartAsync(HttpContext context) => _rates.CountAsync(context, async () =>
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.LoginStart) is not { } body) return;
        if (body.Binding.Length is < 32 or > 64)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "binding is a random text of 32 to 64 characters."));
            return;
        }

        if (!(await _issuer.DiscoverAsync(context.RequestAborted)).TryGet(out var document, out var fault))
        {
            await Refusal.WriteAsync(context, fault);
            return;
        }

        var (state, login) = _pending.Begin(body.Binding);
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = _settings.ClientId,
            ["redirect_uri"] = ReturnsTo,
            ["scope"] = string.Join(' ', _settings.Scopes),
            ["state"] = state,
            ["nonce"] = login.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(login.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        var sign = document.AuthorizationEndpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var url = $"{document.AuthorizationEndpoint}{sign}{string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"))}";
        await Answer.WriteAsync(context, new(url), BrowserJson.Default.LoginAddress);
    });

    public Task CallbackAsync(HttpContext context) => _rates.CountAsync(context, async () =>
    {
        if ((await FinishAsync(context)).TryGet(out var link, out var fault))
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = link.Url;
            return;
        }

        var logger = RequestTrace.LoggerOf(context);
        LogRefused(logger, fault.Code, RequestTrace.IdOf(context), fault.Message);
        await LoginPage.WriteAsync(context, fault);
    });

    public void Dispose() => _issuer.Dispose();

    private string ReturnsTo => new Uri(_links.Address, CallbackPath).ToString();

    private async Task<Result<OneTimeLink>> FinishAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["state"] is not [{ } state] || _pending.Take(state) is not { } login)
            return new Fault(FaultCodes.Unauthorized, "This login was not begun here, has ended already or took longer than ten minutes; log in again.");
        if (query["code"] is not [{ Length: > 0 and <= 4096 } code]) return new Fault(FaultCodes.Unauthorized, "The issuer let nobody in; log in again.");
        if (!(await _issuer.RedeemAsync(code, login.Verifier, ReturnsTo, context.RequestAborted)).TryGet(out var token, out var fault)) return fault;
        if (!(await _tokens.ReadAsync(token, login.Nonce, context.RequestAborted)).TryGet(out var person, out fault)) return fault;
        if (_settings.RoleOf(person) is not { } role) return new Fault(FaultCodes.ForbiddenAuthority, "You are known to the issuer, but not here; ask whoever runs this workspace to add you to login.yaml.");
        var account = new AccountRecord(_settings.Issuer.AbsoluteUri, person.Subject, person.Name, role, _time.GetUtcNow());
        foreach (var accounts in _accounts)
            if (await accounts.SaveAsync("logged_in", account, context.RequestAborted) is { } lost) return lost;
        return _links.New(new(person.Name, role, SessionLifetime, "login"), login.Binding);
    }

    [LoggerMessage(LogLevel.Warning, "A login was refused: {Code}, trace {Trace}. {Detail}")]
    private static partial void LogRefused(ILogger logger, string code, string trace, string detail);
}
