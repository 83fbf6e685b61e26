using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Writes entries: numbers in seven-bit groups, texts by their place in a table that stands in front.</summary>
internal sealed class IndexWriter
{
    private readonly ArrayBufferWriter<byte> _out = new();
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private int _count;

    public void Add(IndexRecord record, int textStart, int signatureStart)
    {
        _count++;
        Fixed(record.Id.Milliseconds);
        Bool(record.Entry is not null);
        if (record.Entry is not { } entry) return;
        Fixed((ulong)entry.ReadAt);
        Number(entry.Content);
        foreach (var stamp in (ReadOnlySpan<Stamp>)[entry.Stamps.Item, entry.Stamps.Thread, entry.Stamps.Plans, entry.Stamps.Relations, entry.Stamps.Resolution]) Write(stamp);
        Write(entry.Listing);
        Write(entry.Facts);
        Texts(entry.Kinds);
        Texts(entry.Authors);
        Bool(entry.CreatedBy is not null);
        if (entry.CreatedBy is { } operation) Write(operation);
        Number(textStart);
        Number(entry.Text.Length);
        Number(entry.Text.Sum);
        Number(signatureStart);
        Number(entry.Signature.Length);
        Write(entry.Unsearched);
    }

    public byte[] Bytes()
    {
        var head = new IndexWriter();
        head.Number(_texts.Count);
        foreach (var text in _texts.OrderBy(t => t.Value))
        {
            var bytes = Encoding.UTF8.GetBytes(text.Key);
            head.Number(bytes.Length);
            head._out.Write(bytes);
        }

        head.Number(_count);
        return [.. head._out.WrittenSpan, .. _out.WrittenSpan];
    }

    private void Write(Stamp stamp)
    {
        Bool(stamp != default);
        if (stamp == default) return;
        Fixed((ulong)stamp.Modified);
        Fixed((ulong)stamp.Changed);
        Number(stamp.Size);
        Fixed(stamp.Inode);
    }

    private void Write(TicketListing listing)
    {
        Text(listing.Title);
        Number((int)listing.State);
        Text(listing.Priority);
        Time(listing.CreatedAt);
        Time(listing.UpdatedAt);
        Text(listing.QueuedBy);
        Time(listing.QueuedAt);
        Text(listing.Assignee);
        Texts(listing.RiskFlags);
        Text(listing.CreatedBy);
        Number(listing.EventCount);
        Text(listing.LastEvent);
        Text(listing.LastAuthor);
        Bool(listing.HasOpenChangeRequest);
        Bool(listing.IsReported);
        Write(listing.Diagnostic);
    }

    private void Write(TicketFacts facts)
    {
        Number(facts.Relations.Count);
        foreach (var relation in facts.Relations)
        {
            Text(relation.Kind);
            Fixed(relation.Target.Milliseconds);
            Text(relation.Note);
            Text(relation.Author);
            Time(relation.At);
        }

        Number(facts.Plans.Count);
        foreach (var plan in facts.Plans)
        {
            Number((int)plan.Kind);
            Fixed(plan.Other.Milliseconds);
            Text(plan.Record);
        }

        Write(facts.Diagnostic);
    }

    private void Write(OperationId operation)
    {
        operation.Value.TryWriteBytes(_out.GetSpan(16));
        _out.Advance(16);
    }

    private void Write(Fault? fault)
    {
        Text(fault?.Code);
        Text(fault?.Message);
    }

    private void Texts(IReadOnlyList<string> texts)
    {
        Number(texts.Count);
        foreach (var text in texts) Text(text);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        if (!_texts.TryGetValue(text, out var place)) _texts.Add(text, place = _texts.Count);
        Number(place + 1);
    }

    private void Time(DateTimeOffset? at) => Fixed((ulong)(at?.UtcTicks ?? -1));

    private void Bool(bool value) => Number(value ? 1 : 0);

    private void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_out.GetSpan(8), value);
        _out.Advance(8);
    }

    private void Number(long value)
    {
        var rest = (ulong)value;
        var span = _out.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _out.Advance(length);
    }
}
