using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Yoi.Protocol;
using Yoi.Workspace.Server;

namespace Yoi.Cli;

/// <summary>Where the server listens and how it is reached, as options of a command.</summary>
internal sealed class ListenAt
{
    private readonly Option<int?> _port = new("--port") { Description = "Port on 127.0.0.1 (default: a free one)" };
    private readonly Option<string?> _bind = new("--bind") { Description = "Address and port for others too, such as 0.0.0.0:8443; needs TLS or a proxy, and a login or token", HelpName = "ADDRESS:PORT" };
    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "Certificate chain, PEM", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "Its private key, PEM", HelpName = "FILE" };
    private readonly Option<string?> _proxy = new("--behind-proxy") { Description = "A proxy does TLS; only it may connect (default address: 127.0.0.1)", HelpName = "ADDRESS", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _publicUrl = new("--public-url") { Description = "The https address that people use", HelpName = "URL" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _port, _bind, _certificate, _key, _proxy, _publicUrl }) command.Add(option);
    }

    /// <summary>The options of a server, its own added to what is given; <c>invalid</c> where they do not fit together.</summary>
    public Result<ServerOptions> Read(ParseResult parse, ServerOptions options)
    {
        if (parse.GetValue(_bind) is { } bind)
        {
            if (parse.GetValue(_port) is not null) return Invalid("Give the port in --bind ADDRESS:PORT, or --port alone.");
            if (!bind.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(bind, out var at)) return Invalid("--bind takes an address and a port, such as 0.0.0.0:8443 or [::]:8443.");
            options = options with { Address = at.Address, Port = at.Port };
        }
        else
        {
            options = options with { Port = parse.GetValue(_port) ?? 0 };
        }

        if (parse.GetResult(_proxy) is { Implicit: false })
        {
            if (!IPAddress.TryParse(parse.GetValue(_proxy) ?? "127.0.0.1", out var proxy)) return Invalid("--behind-proxy takes the address from which the proxy connects, such as 10.0.0.5.");
            options = options with { Proxy = proxy };
        }

        if (parse.GetValue(_publicUrl) is { } url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return Invalid("--public-url takes an address such as https://yoi.example.com.");
            options = options with { PublicUrl = address };
        }

        return Certificate(parse.GetValue(_certificate), parse.GetValue(_key)) is var (certificate, fault) && fault is not null ? fault : options with { Certificate = certificate };
    }

    private static (X509Certificate2? Certificate, Fault? Fault) Certificate(string? file, string? key)
    {
        if (file is null && key is null) return (null, null);
        if (file is null || key is null) return (null, Invalid("TLS needs both --tls-cert FILE and --tls-key FILE."));
        try
        {
            return (X509Certificate2.CreateFromPemFile(file, key), null);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, Invalid($"The certificate or key cannot be read ({e.Message.TrimEnd('.')}); give PEM files that belong together."));
        }
    }

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
