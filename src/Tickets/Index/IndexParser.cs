using System.Buffers.Binary;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads what <see cref="IndexWriter"/> wrote; the checksum has said that it is whole.</summary>
internal sealed class IndexParser(byte[] bytes, SignatureBlock signatures, TextBlock texts)
{
    private string[] _texts = [];
    private int _at;

    public List<IndexRecord> Records(int order)
    {
        _texts = new string[Number()];
        for (var i = 0; i < _texts.Length; i++)
        {
            var length = Number();
            _texts[i] = Encoding.UTF8.GetString(bytes, _at, length);
            _at += length;
        }

        List<IndexRecord> records = new(Number());
        while (records.Count < records.Capacity)
        {
            var id = new TicketId(Fixed());
            records.Add(new(id, Bool() ? Entry(id) : null, order++));
        }

        return records;
    }

    private IndexEntry Entry(TicketId id)
    {
        var readAt = (long)Fixed();
        var content = (uint)Long();
        var stamps = new Stamps(Stamp(), Stamp(), Stamp(), Stamp(), Stamp());
        var listing = Listing(id);
        var facts = Facts(listing);
        return new()
        {
            Id = id,
            ReadAt = readAt,
            Content = content,
            Stamps = stamps,
            Listing = listing,
            Facts = facts,
            Kinds = Texts(),
            Authors = Texts(),
            CreatedBy = Bool() ? Operation() : null,
            Text = new(texts, Number(), Number(), (uint)Long()),
            Signature = new(signatures, Number(), Number()),
            Unsearched = Fault(),
        };
    }

    private Stamp Stamp() => Bool() ? new((long)Fixed(), (long)Fixed(), Long(), Fixed()) : default;

    private TicketListing Listing(TicketId id) => new()
    {
        Id = id,
        Title = Text()!,
        State = (TicketState)Number(),
        Priority = Text(),
        CreatedAt = Time()!.Value,
        UpdatedAt = Time()!.Value,
        QueuedBy = Text(),
        QueuedAt = Time(),
        Assignee = Text(),
        RiskFlags = Texts(),
        CreatedBy = Text(),
        EventCount = Number(),
        LastEvent = Text(),
        LastAuthor = Text(),
        HasOpenChangeRequest = Bool(),
        IsReported = Bool(),
        Diagnostic = Fault(),
    };

    private TicketFacts Facts(TicketListing listing)
    {
        var relations = new TicketRelation[Number()];
        for (var i = 0; i < relations.Length; i++) relations[i] = new(Text()!, new(Fixed()), Text(), Text()!, Time());
        var plans = new PlanLink[Number()];
        for (var i = 0; i < plans.Length; i++) plans[i] = new((PlanLinkKind)Number(), new(Fixed()), Text()!);
        return new()
        {
            Id = listing.Id,
            Title = listing.Title,
            State = listing.State,
            Priority = listing.Priority,
            QueuedAt = listing.QueuedAt,
            Relations = relations,
            Plans = plans,
            Diagnostic = Fault(),
        };
    }

    private OperationId Operation()
    {
        var value = new Guid(bytes.AsSpan(_at, 16));
        _at += 16;
        return new(value);
    }

    private Fault? Fault() => (Text(), Text()) is (string code, string message) ? new(code, message) : null;

    private string[] Texts()
    {
        var count = Number();
        if (count == 0) return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = Text()!;
        return texts;
    }

    private string? Text() => Number() is var place and > 0 ? _texts[place - 1] : null;

    private DateTimeOffset? Time() => (long)Fixed() is var ticks and >= 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private bool Bool() => Number() == 1;

    private ulong Fixed()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(_at));
        _at += 8;
        return value;
    }

    private int Number() => (int)Long();

    private long Long()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return (long)value;
        }
    }
}
