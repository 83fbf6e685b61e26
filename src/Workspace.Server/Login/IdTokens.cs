using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>What an id token must hold before anything in it is believed.</summary>
internal sealed class IdTokens(LoginSettings settings, Issuer issuer, TimeProvider time)
{
    private const int MostName = 64;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Whom it is about: <c>unauthorized</c> where it does not hold, <c>login_unavailable</c>.</summary>
    public async Task<Result<LoginPerson>> ReadAsync(string token, string nonce, CancellationToken cancellationToken)
    {
        if (!(await issuer.DiscoverAsync(cancellationToken)).TryGet(out var document, out var fault)) return fault;
        if (!(await issuer.KeysAsync(isUnknown: false, cancellationToken)).TryGet(out var keys, out fault)) return fault;
        var checkedToken = await CheckAsync(token, keys, document.Issuer);
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Issuers change their keys; a new one is asked for once.
            if (!(await issuer.KeysAsync(isUnknown: true, cancellationToken)).TryGet(out keys, out fault)) return fault;
            checkedToken = await CheckAsync(token, keys, document.Issuer);
        }

        if (!checkedToken.IsValid) return Refused(checkedToken.Exception?.GetType().Name ?? "invalid");
        var claims = checkedToken.ClaimsIdentity;
        if (!IsSame(claims.FindFirst("nonce")?.Value, nonce)) return Refused("its nonce is another login's");
        // A token for several must say that it was given to us.
        if (claims.FindAll("aud").Count() > 1 && claims.FindFirst("azp")?.Value != settings.ClientId) return Refused("it was given to another program");
        return claims.FindFirst("sub")?.Value is { Length: > 0 } subject ? Person(claims, subject) : Refused("it names nobody");
    }

    private Task<TokenValidationResult> CheckAsync(string token, JsonWebKeySet keys, string named) => _handler.ValidateTokenAsync(token, new()
    {
        ValidIssuer = named,
        ValidAudience = settings.ClientId,
        ValidAlgorithms = Algorithms,
        IssuerSigningKeys = keys.GetSigningKeys(),
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (begins, expires, _, _) => time.GetUtcNow() is var now && expires is { } end && end > (now - Skew).UtcDateTime && (begins is not { } begin || begin <= (now + Skew).UtcDateTime),
    });

    private static LoginPerson Person(ClaimsIdentity claims, string subject)
    {
        var email = claims.FindFirst("email")?.Value;
        var isVerified = string.Equals(claims.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase);
        var name = new[] { claims.FindFirst("name")?.Value, claims.FindFirst("preferred_username")?.Value, isVerified ? email : null, subject }.First(n => !string.IsNullOrWhiteSpace(n))!;
        return new(subject, Clean(name), isVerified ? email : null, [.. claims.FindAll("groups").Select(g => g.Value)]);
    }

    /// <summary>One line: it stands in threads, logs and tables.</summary>
    private static string Clean(string name)
    {
        var line = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return line.Length <= MostName ? line : line[..MostName];
    }

    private static bool IsSame(string? one, string other) => one is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static Fault Refused(string why) => new(FaultCodes.Unauthorized, $"The issuer's id token does not hold ({why}); log in again.");
}
