using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Checks signatures of receipts with the public key alone.</summary>
public static class ReceiptVerifier
{
    /// <summary>The receipt, where the signature is the key's over exactly these bytes; else <c>verification_failed</c>.</summary>
    public static Result<Receipt> Verify(SignedReceipt signed, string publicKeyPem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(publicKeyPem);
            if (key.KeySize != 256 || IdOf(key) != signed.KeyId) return Failed($"the key is not {signed.KeyId}");
            var payload = Convert.FromBase64String(signed.Payload);
            var signature = Convert.FromBase64String(signed.Signature);
            if (!key.VerifyData(payload, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) return Failed("the signature does not fit");
            return JsonSerializer.Deserialize(payload, WireJson.Default.Receipt) is { } receipt ? receipt : Failed("it holds no receipt");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException or JsonException)
        {
            return Failed("it, or the key, has no valid form");
        }
    }

    internal static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    private static Fault Failed(string why) => new(FaultCodes.VerificationFailed, $"The receipt does not hold: {why}. Do not rely on what it says; run the check again.");
}
