using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a segment says of a ticket.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Entry">Its entry, or null where it is gone.</param>
/// <param name="Order">Its place in the file: what is said later counts.</param>
internal sealed record IndexRecord(TicketId Id, IndexEntry? Entry, int Order = 0);

/// <summary>Entries; behind them what their texts may hold, and the texts: lists read the first alone, and searches little of the last.</summary>
internal static class IndexSegment
{
    private const int HeadLength = 24;
    private const int Summed = 20;
    private const int MostText = 32 << 20;

    /// <summary>Writes records as one or more segments and answers where they end. <paramref name="left"/> is told where each text is now.</summary>
    public static long Write(SafeFileHandle file, long at, IReadOnlyList<IndexRecord> records, Action<IndexText, long> left)
    {
        for (var first = 0; first < records.Count;)
        {
            var count = CountOf(records, first);
            var (writer, signatures, texts) = (new IndexWriter(), new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
            List<(IndexText Text, int Start)> places = [];
            for (var i = first; i < first + count; i++)
            {
                writer.Add(records[i], texts.WrittenCount, signatures.WrittenCount);
                if (records[i].Entry is not { } entry) continue;
                places.Add((entry.Text, texts.WrittenCount));
                signatures.Write(entry.Signature.Span);
                texts.Write(entry.Text.Read().Span);
            }

            var entries = writer.Bytes();
            var head = new byte[HeadLength];
            BinaryPrimitives.WriteInt32LittleEndian(head, entries.Length);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), signatures.WrittenCount);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), texts.WrittenCount);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(12), Checksum.Of(entries));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), Checksum.Of(signatures.WrittenSpan));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(Summed), Checksum.Of(head.AsSpan(0, Summed)));
            RandomAccess.Write(file, [head, entries, signatures.WrittenMemory, texts.WrittenMemory], at);
            var textAt = at + HeadLength + entries.Length + signatures.WrittenCount;
            foreach (var (text, start) in places) left(text, textAt + start);
            at = textAt + texts.WrittenCount;
            first += count;
        }

        return at;
    }

    /// <summary>The records of all segments up to an end, in order; null where one of them is damaged.</summary>
    public static List<IndexRecord>? ReadAll(SafeFileHandle file, long end)
    {
        List<IndexRecord> records = [];
        for (long at = IndexHeader.Length; at < end;)
        {
            var head = new byte[HeadLength];
            if (!Fill(file, head, at) || Checksum.Of(head.AsSpan(0, Summed)) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(Summed))) return null;
            var entries = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            var (signatureLength, textLength) = (BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8)));
            var signatureSum = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16));
            var signatureAt = at + HeadLength + entries.Length;
            if (!Fill(file, entries, at + HeadLength) || Checksum.Of(entries) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(12))) return null;
            var signatures = new SignatureBlock(() => Signatures(file, signatureAt, signatureLength, signatureSum));
            records.AddRange(new IndexParser(entries, signatures, new(file, signatureAt + signatureLength)).Records(records.Count));
            at = signatureAt + signatureLength + textLength;
        }

        return records;
    }

    /// <summary>Reads that many bytes; false where there are fewer.</summary>
    public static bool Fill(SafeFileHandle file, Span<byte> bytes, long at)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, at);
            if (read == 0) return false;
            bytes = bytes[read..];
            at += read;
        }

        return true;
    }

    private static int CountOf(IReadOnlyList<IndexRecord> records, int first)
    {
        var (count, length) = (0, 0L);
        while (first + count < records.Count)
        {
            length += records[first + count].Entry?.Text.Length ?? 0;
            if (count > 0 && length > MostText) break;
            count++;
        }

        return count;
    }

    private static byte[] Signatures(SafeFileHandle file, long at, int length, uint sum)
    {
        var bytes = new byte[length];
        return Fill(file, bytes, at) && Checksum.Of(bytes) == sum ? bytes : throw new IndexDamagedException();
    }
}
