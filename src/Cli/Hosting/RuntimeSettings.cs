using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>What <c>yoi runtime serve</c> was told.</summary>
internal sealed record RuntimeSettings(IPEndPoint Bind, bool OnFiles, string? Root, string TokenFile, string? CertificateFile, string? KeyFile, bool BehindProxy, string? Repository)
{
    /// <summary>Why they cannot be used together.</summary>
    public Fault? Check()
    {
        if (OnFiles && string.IsNullOrEmpty(Root)) return new(FaultCodes.Invalid, "Name the store's folder with --root, or forget everything at the end with --store memory.");
        if (!OnFiles && Root is not null) return new(FaultCodes.Invalid, "A store in memory has no folder; leave --root out.");
        if (CertificateFile is null != KeyFile is null) return new(FaultCodes.Invalid, "HTTPS needs both --tls-cert and --tls-key.");
        return CertificateFile is null && !BehindProxy && !IPAddress.IsLoopback(Bind.Address)
            ? new(FaultCodes.Invalid, $"{Bind.Address} is reached from other machines, where a token must not be sent in the clear: give --tls-cert and --tls-key, or --behind-proxy where a proxy in front has them.")
            : null;
    }

    /// <summary>The certificate; no value where there is none.</summary>
    public Result<ServerCertificate> Certificate()
    {
        if (CertificateFile is null) return new ServerCertificate(null);
        try
        {
            return new ServerCertificate(X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile));
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.Invalid, $"The certificate {CertificateFile} with the key {KeyFile} cannot be used: {exception.Message}");
        }
    }
}

/// <summary>The certificate of HTTPS; null for HTTP.</summary>
internal sealed record ServerCertificate(X509Certificate2? Value);
