using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a segment says of a ticket.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Entry">Its entry, or null where it is gone.</param>
/// <param name="Order">Its place in the file: what is said later counts.</param>
internal sealed record IndexRecord(TicketId Id, IndexEntry? Entry, int Order = 0);

/// <summary>Entries and, behind them, their text: lists read the one and leave the other.</summary>
internal static class IndexSegment
{
    private const int HeadLength = 20;
    private const int MostText = 32 << 20;

    /// <summary>Writes records as one or more segments and answers where they end.</summary>
    public static long Write(SafeFileHandle file, long at, IReadOnlyList<IndexRecord> records)
    {
        for (var first = 0; first < records.Count;)
        {
            var (count, text) = Texts(records, first);
            var writer = new IndexWriter();
            var start = 0;
            for (var i = first; i < first + count; i++)
            {
                writer.Add(records[i], start);
                start += records[i].Entry?.Text.Length ?? 0;
            }

            var entries = writer.Bytes();
            var head = new byte[HeadLength];
            BinaryPrimitives.WriteInt32LittleEndian(head, entries.Length);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), text.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), Checksum.Of(entries));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(12), Checksum.Of(text));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), Checksum.Of(head.AsSpan(0, 16)));
            RandomAccess.Write(file, [head, entries, text], at);
            at += HeadLength + entries.Length + text.Length;
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
            if (!Fill(file, head, at) || Checksum.Of(head.AsSpan(0, 16)) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16))) return null;
            var entries = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            var textLength = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
            var textSum = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(12));
            var textAt = at + HeadLength + entries.Length;
            if (!Fill(file, entries, at + HeadLength) || Checksum.Of(entries) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8))) return null;
            records.AddRange(new IndexParser(entries, new(() => Text(file, textAt, textLength, textSum))).Records(records.Count));
            at = textAt + textLength;
        }

        return records;
    }

    private static (int Count, byte[] Text) Texts(IReadOnlyList<IndexRecord> records, int first)
    {
        var (count, length) = (0, 0L);
        while (first + count < records.Count)
        {
            long more = records[first + count].Entry?.Text.Length ?? 0;
            if (count > 0 && length + more > MostText) break;
            length += more;
            count++;
        }

        var text = new byte[length];
        var at = 0;
        for (var i = first; i < first + count; i++)
        {
            if (records[i].Entry is not { } entry) continue;
            entry.Text.Span.CopyTo(text.AsSpan(at));
            at += entry.Text.Length;
        }

        return (count, text);
    }

    private static byte[] Text(SafeFileHandle file, long at, int length, uint sum)
    {
        var text = new byte[length];
        return Fill(file, text, at) && Checksum.Of(text) == sum ? text : throw new IndexDamagedException();
    }

    private static bool Fill(SafeFileHandle file, Span<byte> bytes, long at)
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
}
