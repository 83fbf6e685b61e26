using System.Buffers;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>The key a person trusts, by the beginning of its fingerprint.</summary>
public sealed record KeyPin
{
    private const int Shortest = 16, Longest = 64, MostBytes = 64 * 1024;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private readonly string _fingerprint;

    private KeyPin(string fingerprint) => _fingerprint = fingerprint;

    /// <summary>
    /// A key id (16 hex digits) or more of the fingerprint, up to all 64; or a file with the key as PEM. An id wins over a file of that name, which the repository might hold.
    /// Faults: <c>invalid</c>, <c>store_failed</c>.
    /// </summary>
    public static async Task<Result<KeyPin>> ParseAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length is >= Shortest and <= Longest && !text.AsSpan().ContainsAnyExcept(Hex)) return new KeyPin(text);
        if (text.Length == 0) return No(text);
        try
        {
            if (new FileInfo(text) is not { Exists: true, Length: <= MostBytes }) return No(text);
            return SigningKey.Read(await File.ReadAllTextAsync(text, cancellationToken)).TryGet(out var key, out _) ? new KeyPin(key.Fingerprint) : No(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.StoreFailed, $"The key file cannot be read: {e.Message}");
        }
    }

    /// <summary>Whether this is the trusted key.</summary>
    public bool Fits(SigningKey key) => key.Fingerprint.StartsWith(_fingerprint, StringComparison.Ordinal);

    /// <summary>The digits that were trusted.</summary>
    public override string ToString() => _fingerprint;

    private static Fault No(string text) => new(FaultCodes.Invalid, $"'{text}' is no key: give a PEM file with the public key, or a key id of {Shortest} to {Longest} lower-case hex digits.");
}
