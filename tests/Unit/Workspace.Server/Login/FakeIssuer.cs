using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yoi.Protocol.Browser;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Server.Login;

/// <summary>An OpenID Connect issuer over real HTTP, strict about codes and PKCE, that signs whatever a test wants signed.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string ClientId = "yoi";
    public const string Secret = "client secret: %&+";

    private readonly WebApplication _app;
    private readonly Dictionary<string, Grant> _codes = [];
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private RSA _key = RSA.Create(2048);
    private int _keyNumber = 1;

    private FakeIssuer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Signs on an elliptic curve.</summary>
    public bool UsesCurve { get; set; }

    public int KeyReads { get; private set; }

    /// <summary>Where it answers 500 to everything.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What the discovery document says instead of its own name.</summary>
    public string? NamesItself { get; set; }

    public LoginSettings Settings => new()
    {
        Issuer = Address,
        ClientId = ClientId,
        ClientSecret = Secret,
        Rules = [new(AccessRole.Admin, Email: "ada@example.com"), new(AccessRole.Operator, Group: "makers"), new(AccessRole.Viewer, Subject: "s-3")],
    };

    public static async Task<FakeIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var issuer = new FakeIssuer(builder.Build());
        issuer._app.Use((context, next) =>
        {
            if (!issuer.IsBroken) return next(context);
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("planted-words of another program");
        });
        issuer._app.UseRouting();
        issuer._app.Map("/.well-known/openid-configuration", issuer.DiscoverAsync);
        issuer._app.Map("/keys", issuer.KeysAsync);
        issuer._app.Map("/token", issuer.TokenAsync);
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>What a person does at its page: they are let in, and their browser is sent back with a code.</summary>
    public string Approve(string authorization, Func<Claims, Claims>? change = null)
    {
        authorization.ShouldStartWith($"{Address}authorize?");
        var query = QueryHelpers.ParseQuery(new Uri(authorization).Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        query["response_type"].ShouldBe("code");
        query["code_challenge_method"].ShouldBe("S256");
        query["client_id"].ShouldBe(ClientId);
        query["scope"].ShouldBe("openid profile email");
        var claims = new Claims { Nonce = query["nonce"], Issuer = $"{Address}", Key = _key, KeyId = $"{_keyNumber}" };
        if (UsesCurve) claims = claims with { Algorithm = "ES256", Curve = _curve, KeyId = "curve" };
        var code = $"code-{Guid.NewGuid():N}";
        _codes[code] = new(query["code_challenge"], query["redirect_uri"], change?.Invoke(claims) ?? claims);
        return $"{new Uri(query["redirect_uri"]).AbsolutePath}?code={code}&state={Uri.EscapeDataString(query["state"])}";
    }

    /// <summary>Signs with another key from here on, and knows the old one no more.</summary>
    public void Rotate()
    {
        _key = RSA.Create(2048);
        _keyNumber++;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task DiscoverAsync(HttpContext context) => WriteAsync(context, new JsonObject
    {
        ["issuer"] = NamesItself ?? $"{Address}",
        ["authorization_endpoint"] = $"{Address}authorize",
        ["token_endpoint"] = $"{Address}token",
        ["jwks_uri"] = $"{Address}keys",
    });

    private Task KeysAsync(HttpContext context)
    {
        KeyReads++;
        var key = _key.ExportParameters(includePrivateParameters: false);
        var point = _curve.ExportParameters(includePrivateParameters: false).Q;
        return WriteAsync(context, new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = $"{_keyNumber}", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) },
                new JsonObject { ["kty"] = "EC", ["use"] = "sig", ["kid"] = "curve", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) }),
        });
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(Secret)}"));
        var fits = context.Request.Headers.Authorization == $"Basic {basic}" && _codes.Remove(form["code"].ToString(), out var grant)
            && grant.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
            && grant.ReturnsTo == form["redirect_uri"] && form["grant_type"] == "authorization_code"
            ? grant.Claims
            : null;
        context.Response.StatusCode = fits is null ? 400 : 200;
        await WriteAsync(context, fits is null ? new() { ["error"] = "invalid_grant" } : new() { ["access_token"] = "x", ["token_type"] = "Bearer", ["id_token"] = fits.Sign() });
    }

    private static Task WriteAsync(HttpContext context, JsonObject value)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(value.ToJsonString());
    }

    private sealed record Grant(string Challenge, string ReturnsTo, Claims Claims);
}

/// <summary>What an id token is to say, and how it is signed.</summary>
internal sealed record Claims
{
    public required string Nonce { get; init; }

    public required string Issuer { get; init; }

    public required RSA Key { get; init; }

    public required string KeyId { get; init; }

    public ECDsa? Curve { get; init; }

    public string Subject { get; init; } = "s-1";

    public JsonNode Audience { get; init; } = FakeIssuer.ClientId;

    public string? AuthorizedParty { get; init; }

    public string? Email { get; init; } = "ada@example.com";

    public bool IsVerified { get; init; } = true;

    public string[] Groups { get; init; } = [];

    public DateTimeOffset? Expires { get; init; } = new(2026, 3, 1, 12, 5, 0, TimeSpan.Zero);

    public string Algorithm { get; init; } = "RS256";

    public string Sign()
    {
        var payload = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = Subject,
            ["aud"] = Audience.DeepClone(),
            ["nonce"] = Nonce,
            ["name"] = "Ada\nLovelace",
            ["email_verified"] = IsVerified,
            ["groups"] = new JsonArray([.. Groups.Select(g => (JsonNode)g)]),
        };
        if (Email is not null) payload["email"] = Email;
        if (AuthorizedParty is not null) payload["azp"] = AuthorizedParty;
        if (Expires is { } expires) payload["exp"] = expires.ToUnixTimeSeconds();
        var signed = $"{Part(new() { ["alg"] = Algorithm, ["kid"] = KeyId, ["typ"] = "JWT" })}.{Part(payload)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = Algorithm switch
        {
            "none" => [],
            // The classic: the public key taken for a shared secret.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.ExportSubjectPublicKeyInfoPem()), bytes),
            "ES256" => Curve!.SignData(bytes, HashAlgorithmName.SHA256),
            _ => Key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
