using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Yoi.Tests.EndToEnd;

/// <summary>An OpenID Connect issuer with a page of its own, where a person lets themselves in by a link.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly string _email;
    private readonly Task _loop;
    private string _nonce = "";

    private Issuer(int port, string email)
    {
        (Url, _email) = ($"http://127.0.0.1:{port}", email);
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Url { get; }

    public static Issuer Start(string email) => new(Ports.Free(), email);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var (type, text) = Answer(context.Request.Url!);
                context.Response.ContentType = type;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private (string Type, string Text) Answer(Uri asked)
    {
        var query = HttpUtility.ParseQueryString(asked.Query);
        switch (asked.AbsolutePath)
        {
            case "/.well-known/openid-configuration":
                return Json(new { issuer = Url, authorization_endpoint = $"{Url}/authorize", token_endpoint = $"{Url}/token", jwks_uri = $"{Url}/keys" });
            case "/keys":
                var key = _key.ExportParameters(includePrivateParameters: false);
                return Json(new { keys = new[] { new { kty = "RSA", kid = "1", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } });
            case "/authorize":
                _nonce = query["nonce"]!;
                return ("text/html", $"<!doctype html><html lang=en><title>Issuer</title><a href=\"{HttpUtility.HtmlEncode($"{query["redirect_uri"]}?code=c&state={Uri.EscapeDataString(query["state"]!)}")}\">Let me in</a>");
            case "/token":
                return Json(new { id_token = Token() });
            default:
                return ("text/plain", "");
        }
    }

    private string Token()
    {
        var claims = new { iss = Url, aud = "yoi", sub = "s-1", nonce = _nonce, exp = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(), email = _email, email_verified = true, name = "Ada" };
        var signed = $"{Part(new { alg = "RS256", kid = "1" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static (string Type, string Text) Json(object value) => ("application/json", JsonSerializer.Serialize(value));
}
