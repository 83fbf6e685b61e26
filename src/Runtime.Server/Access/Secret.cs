using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Yoi.Runtime.Server;

/// <summary>Tokens given out, and the hashes kept of them.</summary>
internal static class Secret
{
    /// <summary>Longer texts are no token of ours and are not hashed.</summary>
    private const int MaximumLength = 64;

    /// <summary>256 random bits, base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of the text; null where it cannot be one of ours.</summary>
    public static byte[]? Hash(string? secret) =>
        secret is { Length: > 0 and <= MaximumLength } ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : null;
}
