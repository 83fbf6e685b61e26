using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Yoi.Tickets;

/// <summary>The first bytes of an index file.</summary>
/// <param name="Root">The store it is of.</param>
/// <param name="End">How far the file is good.</param>
/// <param name="Generation">A number that each new file draws.</param>
internal sealed record IndexHeader(string Root, long End, ulong Generation)
{
    public const int Length = 64;

    // The last two digits count the forms; an entry's form is part of it.
    private const ulong Magic = 0x3230_5844_4954_4F59;
    private const int Summed = 28;

    /// <summary>The header of a file; null where it has none that this program wrote for this store.</summary>
    public static IndexHeader? Read(SafeFileHandle file, string root)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (RandomAccess.Read(file, bytes, 0) < Length) return null;
        var header = new IndexHeader(root, BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
        Span<byte> expected = stackalloc byte[Length];
        header.Fill(expected);
        return bytes.SequenceEqual(expected) && header.End <= RandomAccess.GetLength(file) ? header : null;
    }

    public void Write(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Fill(bytes);
        RandomAccess.Write(file, bytes, 0);
    }

    private void Fill(Span<byte> bytes)
    {
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], End);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Checksum.Of(Encoding.UTF8.GetBytes(Root)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[Summed..], Checksum.Of(bytes[..Summed]));
    }
}
