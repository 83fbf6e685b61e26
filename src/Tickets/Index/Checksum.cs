using System.Buffers.Binary;
using System.Numerics;

namespace Yoi.Tickets;

/// <summary>CRC-32C, which processors compute themselves.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        var whole = bytes.Length & ~7;
        for (var at = 0; at < whole; at += 8) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        foreach (var rest in bytes[whole..]) sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }
}
