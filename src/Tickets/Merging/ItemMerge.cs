using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Merges item.md: front matter key by key, the body as text. Each change of a ticket sets updated_at, so two branches that changed one always differ in it:
/// the later one holds.
/// </summary>
internal static class ItemMerge
{
    private const string Changed = "updated_at";

    // The id of a ticket is its folder, which the file does not know; faults are not shown.
    private static readonly TicketId Any = new(0);

    public static async Task<Result<MergedFile>> MergeAsync(MergeSides sides, TextMerge text)
    {
        if (ItemBlocks.Of(sides.Base) is not { } ancestor || ItemBlocks.Of(sides.Ours) is not { } ours || ItemBlocks.Of(sides.Theirs) is not { } theirs)
            return await RecordMerge.LeftAsync(sides, text, "The front matter of one of the versions cannot be read key by key.");

        List<string> problems = [];
        var header = new StringBuilder();
        foreach (var key in ours.Keys.Concat(theirs.Keys.Except(ours.Keys)))
        {
            var (old, a, b) = (ancestor[key], ours[key], theirs[key]);
            if (a == b || b == old) header.Append(a);
            else if (a == old) header.Append(b);
            else if (key == Changed && Later(ours, theirs) is { } later) header.Append(later[key]);
            else return await RecordMerge.LeftAsync(sides, text, $"Both branches changed {(key.Length == 0 ? "the lines before the first key" : key)}.");
        }

        if (!(await RestAsync(new(ancestor.Rest, ours.Rest, theirs.Rest), text)).TryGet(out var rest, out var fault)) return fault;
        byte[] merged = [.. ours.Head.Span, .. Encoding.UTF8.GetBytes(header.ToString()), .. rest.Bytes.Span];
        if (rest.Problem is not null) return new MergedFile(merged, "Both branches changed the same lines of the body.");
        return ItemDocument.Parse(Any, merged).Fault is null ? new MergedFile(merged) : await RecordMerge.LeftAsync(sides, text, "The front matter of both branches does not fit together.");
    }

    private static async Task<Result<MergedFile>> RestAsync(MergeSides sides, TextMerge text) => sides.Plain is { } plain ? new MergedFile(plain) : await text(sides);

    private static ItemBlocks? Later(ItemBlocks ours, ItemBlocks theirs) =>
        RecordTime.Parse(ours.Text(Changed)) is { } a && RecordTime.Parse(theirs.Text(Changed)) is { } b ? (a >= b ? ours : theirs) : null;
}
