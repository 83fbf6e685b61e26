using System.Security.Cryptography;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>A public key by which receipts were signed.</summary>
/// <param name="Fingerprint">SHA-256 of the key (SubjectPublicKeyInfo) in lower-case hex, all 64 digits.</param>
/// <param name="Pem">The public key as PEM.</param>
public sealed record SigningKey(string Fingerprint, string Pem)
{
    /// <summary>The first 16 digits of the fingerprint, by which receipts name it.</summary>
    public string Id => Fingerprint[..16];

    /// <summary>Reads a public key, or the public half of a private one; <c>verification_failed</c> where the text is no ECDSA P-256 key.</summary>
    public static Result<SigningKey> Read(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            if (key.KeySize == 256) return new SigningKey(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), key.ExportSubjectPublicKeyInfoPem() + "\n");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Answered below, as for a key of another kind.
        }

        return new Fault(FaultCodes.VerificationFailed, "The file holds no ECDSA P-256 key.");
    }
}
