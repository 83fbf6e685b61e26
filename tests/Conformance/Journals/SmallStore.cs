using System.Text;
using System.Text.RegularExpressions;
using Yoi.Journal;
using Yoi.Journal.Files;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>A store that has one of everything and is small: streams in files of their own and in the log, a snapshot, a catalog, two log files.</summary>
internal sealed record SmallStore(IReadOnlyList<SmallFile> Files, IReadOnlyList<SmallStream> Streams)
{
    public static async Task<SmallStore> MakeAsync(string root)
    {
        await using (var sorted = (await FileJournal.OpenAsync(new() { Root = root, SegmentBytes = 4096 }, Cancelled)).Value)
        {
            await sorted.AppendAsync("ada", "a1", "a2");
            await sorted.AppendAsync("bob", "b1");
            await sorted.AppendAsync(Stream("ada"), new() { ExpectedVersion = 2, Snapshot = "{\"sum\":2}"u8.ToArray() }, Cancelled);
            await sorted.AppendAsync(Stream("filed"), new() { OperationKey = "k", Events = [new("noted", "{\"text\":\"f1\"}"u8.ToArray())], Head = "{\"n\":1}"u8.ToArray() }, Cancelled);
        }

        await using (var journal = await OpenAsync(root, 4096))
        {
            await journal.AppendAsync("bob", "b2");
            await journal.AppendAsync("eve", new string('e', 4096));
            await journal.AppendAsync("ada", "a3");
            await journal.AppendAsync("eve", "e2");
            await journal.AppendAsync("ada", "a4", "a5");
        }

        await using var whole = await OpenAsync(root, 4096);
        whole.Diagnostics.ShouldBeEmpty();
        var paths = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length > 0).Order(StringComparer.Ordinal).ToList();
        var last = paths.Last(path => path.Contains("/log/", StringComparison.Ordinal));
        return new([.. paths.Select(path => new SmallFile(path, Path.GetRelativePath(root, path), File.ReadAllBytes(path), path == last))], await ReadAsync(whole));
    }

    /// <summary>Every stream that can be read, whole.</summary>
    public static async Task<IReadOnlyList<SmallStream>> ReadAsync(FileJournal journal)
    {
        List<SmallStream> streams = [];
        foreach (var head in (await journal.StreamsAsync(new(), Cancelled)).Value.Heads)
        {
            var snapshot = (await journal.ReadAsync(head.Stream, new() { FromSnapshot = true }, Cancelled)).Value.Snapshot;
            streams.Add(new(head.Stream, Texts((await journal.ReadAsync(head.Stream, new(), Cancelled)).Value), snapshot is null ? null : Encoding.UTF8.GetString(snapshot.Data.Span)));
        }

        return streams;
    }

    public static IReadOnlyList<string> Texts(Page page) => [.. page.Events.Select(e => $"{e.Version} {Encoding.UTF8.GetString(e.Data.Span)}")];
}

/// <summary>A stream with the texts of its events.</summary>
internal sealed record SmallStream(StreamId Stream, IReadOnlyList<string> Texts, string? Snapshot)
{
    public bool Equals(SmallStream? other) => other is not null && Stream == other.Stream && Snapshot == other.Snapshot && Texts.SequenceEqual(other.Texts);

    public override int GetHashCode() => Stream.GetHashCode();
}

/// <summary>A file with its bytes.</summary>
internal sealed partial record SmallFile(string Path, string Name, byte[] Bytes, bool IsLastLog)
{
    private IReadOnlyList<(StreamId Stream, int Start, int End, int Events)>? _lines;

    public bool IsLog => Name.StartsWith("log/", StringComparison.Ordinal);

    public bool IsOfAStream => Name.StartsWith("streams/", StringComparison.Ordinal);

    /// <summary>The lines of a log file: whose, from where to behind the line break, how many events.</summary>
    public IReadOnlyList<(StreamId Stream, int Start, int End, int Events)> Lines => _lines ??= [.. Prefix().Matches(Encoding.Latin1.GetString(Bytes)).Select(
        m => (new StreamId("workers", m.Groups[1].Value), m.Index, Array.IndexOf(Bytes, (byte)'\n', m.Index) + 1, int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The streams that damage at a byte may cost something: those of the line it is in, or of all behind a cut.</summary>
    public IReadOnlyList<StreamId> TouchedBy(int at, bool cuts) =>
        IsOfAStream && !Name.EndsWith("snapshot.json", StringComparison.Ordinal) ? [Stream(Name.Split('/')[2])]
        : IsLog ? [.. Lines.Where(line => cuts ? line.End > at : line.Start <= at && at < line.End).Select(line => line.Stream)]
        : [];

    public bool IsLineEnd(int at) => at == 0 || Bytes[at - 1] == '\n';

    public long LineOf(int at) => 1 + Bytes.AsSpan(0, at).Count((byte)'\n');

    public int EventsBehind(int at) => Lines.Where(line => line.End > at).Sum(line => line.Events);

    [GeneratedRegex("^\\{\"stream\":\"workers/([a-z]+)\",\"version\":[0-9]+,\"count\":([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Prefix();
}
