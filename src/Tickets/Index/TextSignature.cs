using System.Numerics;

namespace Yoi.Tickets;

/// <summary>
/// Which runs of three bytes a text may hold: a bit for each, several sharing one. A text whose signature lacks a bit of what is searched does not hold it, so that a search reads
/// only what it will most likely find. About a sixth of the text's size, at most 4 KiB: a longer text is read more often in vain.
/// </summary>
/// <param name="Block">Where it lies.</param>
/// <param name="Start">Its place there.</param>
/// <param name="Length">Its bytes, a power of two.</param>
internal readonly record struct TextSignature(SignatureBlock Block, int Start, int Length)
{
    private const int Run = 3;
    private const int Least = 64;
    private const int Most = 4096;
    private const uint Spread = 0x9E3779B1;

    public ReadOnlySpan<byte> Span => Block.Read().AsSpan(Start, Length);

    public static TextSignature Of(ReadOnlySpan<byte> text)
    {
        var bits = new byte[Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)text.Length / 6), Least, Most)];
        for (var i = 0; i + Run <= text.Length; i++)
        {
            var bit = Bit(text, i, bits.Length);
            bits[bit >> 3] |= (byte)(1 << (bit & 7));
        }

        return new(new(bits), 0, bits.Length);
    }

    /// <summary>False where the text does not hold <paramref name="searched"/>.</summary>
    public bool MayHold(ReadOnlySpan<byte> searched)
    {
        var bits = Span;
        for (var i = 0; i + Run <= searched.Length; i++)
        {
            var bit = Bit(searched, i, bits.Length);
            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0) return false;
        }

        return true;
    }

    private static int Bit(ReadOnlySpan<byte> text, int at, int length)
    {
        var run = text[at] | ((uint)text[at + 1] << 8) | ((uint)text[at + 2] << 16);
        return (int)((run * Spread) >> 8) & ((length * 8) - 1);
    }
}

/// <summary>Signatures of many tickets, in memory or still in the index file.</summary>
internal sealed class SignatureBlock
{
    private readonly Lock _gate = new();
    private readonly Func<byte[]>? _load;
    private volatile byte[]? _bytes;

    public SignatureBlock(byte[] bytes) => _bytes = bytes;

    public SignatureBlock(Func<byte[]> load) => _load = load;

    /// <summary>The signatures; the first call reads them.</summary>
    /// <exception cref="IndexDamagedException">The index file does not hold them any more.</exception>
    public byte[] Read()
    {
        if (_bytes is { } known) return known;
        lock (_gate) return _bytes ??= _load!();
    }
}
