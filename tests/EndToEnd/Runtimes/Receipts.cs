using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>Reads receipts as a program elsewhere does: with the public key, and the library of the language alone.</summary>
internal static class Receipts
{
    public static Receipt Read(SignedReceipt signed, string publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        var payload = Convert.FromBase64String(signed.Payload);
        key.VerifyData(payload, Convert.FromBase64String(signed.Signature), HashAlgorithmName.SHA256).ShouldBeTrue();
        return JsonSerializer.Deserialize(payload, WireJson.Default.Receipt)!;
    }
}
