using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Makes the entry of a ticket from its files.</summary>
internal sealed class IndexReader(StorePaths paths, TicketReader reader, FactsReader apart)
{
    /// <summary>The entry; null where there is no such ticket. A file that cannot be read is told in it and hides none of the others.</summary>
    public async Task<IndexEntry?> ReadAsync(TicketId id, CancellationToken ct)
    {
        // The clock that file systems take their stamps from, whatever clock the store was given.
        var readAt = Stamp.Nanoseconds(TimeProvider.System.GetUtcNow());
        if ((await reader.StampedAsync(id, ct)).TryGet(out var read, out var fault)) return Entry(id, read, readAt);
        return fault.Code == FaultCodes.NotFound ? null : await ApartAsync(id, readAt, fault, ct);
    }

    private static IndexEntry Entry(TicketId id, StampedBytes read, long readAt)
    {
        var files = read.Bytes;
        var item = ItemDocument.Parse(id, files.Item).TryGet(out var document, out var fault) ? ItemReader.Read(id, document) : fault;
        var thread = ThreadParser.Parse(files.Thread).Events;
        var relations = files.Relations is null ? [] : RelationFile.Parse(files.Relations);
        var listing = ThreadDigest.Add(ItemReader.List(id, item), thread);
        var text = IndexText.Of(files);
        return new()
        {
            Id = id,
            Stamps = read.Stamps,
            ReadAt = readAt,
            Content = Sum(files),
            Listing = listing,
            Facts = new()
            {
                Id = id,
                Title = listing.Title,
                State = listing.State,
                Priority = listing.Priority,
                QueuedAt = listing.QueuedAt,
                Relations = relations is null ? [] : [.. relations.Select(r => r.Shown())],
                Plans = [.. PlanFile.Parse(files.Plans).Records.Select(PlanLink.Of).OfType<PlanLink>()],
                Diagnostic = item.Fault ?? (relations is null ? RelationFile.Unreadable(id) : null),
            },
            Kinds = [.. thread.Select(e => e.Kind).Distinct()],
            Authors = [.. thread.Select(e => e.Author).OfType<string>().Distinct()],
            CreatedBy = thread is [{ Operation: { } op, Kind: EventKinds.Create }, ..] ? op : null,
            Text = text,
            Signature = TextSignature.Of(text.Read().Span),
        };
    }

    /// <summary>Each file by itself, where one of them stops the whole.</summary>
    private async Task<IndexEntry?> ApartAsync(TicketId id, long readAt, Fault fault, CancellationToken ct)
    {
        var stamps = Stamps.Of(paths, id);
        var item = await reader.ItemAsync(id, ct);
        if (await apart.OfAsync(id, item, ct) is not { } facts) return null;
        return new()
        {
            Id = id,
            Stamps = stamps,
            ReadAt = readAt,
            Content = Checksum.Of(System.Text.Encoding.UTF8.GetBytes($"{facts} {fault}")),
            Listing = ItemReader.List(id, item),
            Facts = facts,
            Text = IndexText.Empty,
            Signature = TextSignature.Of([]),
            Unsearched = fault,
        };
    }

    private static uint Sum(TicketBytes files)
    {
        uint sum = 0;
        foreach (var file in (ReadOnlySpan<byte[]?>)[files.Item, files.Thread, files.Plans, files.Relations, files.Resolution])
        {
            // The length too: a byte that moves from the end of one file to the beginning of the next is a change.
            sum = Checksum.Of(BitConverter.GetBytes(file?.Length ?? -1), sum);
            sum = Checksum.Of(file, sum);
        }

        return sum;
    }
}
