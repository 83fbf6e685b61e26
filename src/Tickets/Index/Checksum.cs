using System.Numerics;
using System.Runtime.InteropServices;

namespace Yoi.Tickets;

/// <summary>CRC-32C, which processors compute themselves.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        var whole = bytes.Length & ~7;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes[..whole])) sum = BitOperations.Crc32C(sum, word);
        foreach (var rest in bytes[whole..]) sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }
}
