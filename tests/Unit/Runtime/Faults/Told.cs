using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>What a process told until it was killed: which steps and appends were acknowledged, and which appends had begun.</summary>
internal sealed class Told
{
    private readonly Dictionary<string, (List<ToldAppend> Done, ToldAppend? Begun)> _streams = [];

    public Told(IEnumerable<string> lines)
    {
        Dictionary<string, (string Stream, ToldAppend Append)> begun = [];
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words[0] == "ack") Steps++;
            if (words is ["begin", var number, var stream, var retire, var head, var snapshot, var events])
            {
                var append = new ToldAppend(retire == "retire", head, snapshot, events.Split(',', StringSplitOptions.RemoveEmptyEntries));
                begun[number] = (stream, append);
                _streams[stream] = _streams.TryGetValue(stream, out var known) ? known with { Begun = append } : ([], append);
            }

            if (words is not ["done" or "none", var ended, ..]) continue;
            var (at, ofAppend) = begun[ended];
            if (words[0] == "done") _streams[at].Done.Add(ofAppend);
            _streams[at] = _streams[at] with { Begun = null };
        }
    }

    /// <summary>How many steps were acknowledged.</summary>
    public int Steps { get; }

    /// <summary>Each stream holds what was acknowledged, or that and the one append that had begun; nothing else and nothing half.</summary>
    public async Task ShouldBeInAsync(FileJournal journal, string because)
    {
        var ct = TestContext.Current.CancellationToken;
        List<StreamHead> heads = [.. (await journal.StreamsAsync(new(), ct)).Value.Heads, .. (await journal.StreamsAsync(new(Retired: true), ct)).Value.Heads];
        heads.Select(h => h.Stream.ToString()).ShouldBeSubsetOf(_streams.Keys, because);
        foreach (var (id, (done, begun)) in _streams)
        {
            var stored = await StoredStream.ReadAsync(journal, heads.SingleOrDefault(h => h.Stream.ToString() == id), ct);
            var (before, after) = (StoredStream.Matches(stored, done), begun is not null && StoredStream.Matches(stored, [.. done, begun]));
            (before || after).ShouldBeTrue($"{because}: {id} is {stored}, but told was {string.Join(" | ", done)}, begun {begun}");
        }
    }
}

/// <summary>An append that was told, its contents as hashes.</summary>
internal sealed record ToldAppend(bool Retire, string Head, string Snapshot, string[] Events);

/// <summary>A stream as a journal has it, its contents as hashes.</summary>
internal sealed record StoredStream(long Version, string Head, bool IsRetired, long? SnapshotVersion, string Snapshot, string[] Events)
{
    private const string None = "-";

    public static async Task<StoredStream?> ReadAsync(FileJournal journal, StreamHead? head, CancellationToken ct)
    {
        if (head is null) return null;
        head.Diagnostic.ShouldBeNull();
        List<StoredEvent> events = [];
        for (long? before = null; before is null || events[^1].Version > 1;)
        {
            var page = (await journal.ReadAsync(head.Stream, new() { Backward = true, After = before, Limit = 3 }, ct)).Value;
            events.AddRange(page.Events);
            if (!page.More) break;
            before = events[^1].Version;
        }

        var snapshot = (await journal.ReadAsync(head.Stream, new() { FromSnapshot = true }, ct)).Value.Snapshot;
        return new(
            head.Version, head.Head.IsEmpty ? None : TellingJournal.Hash(head.Head), head.IsRetired, snapshot?.Version, TellingJournal.Hash(snapshot?.Data), [.. events.Select(e => TellingJournal.Hash(e.Data)).Reverse()]);
    }

    /// <summary>Whether exactly these appends are there, but for what retention may let go of: what a snapshot covers, and all of an ended stream.</summary>
    public static bool Matches(StoredStream? stored, IReadOnlyList<ToldAppend> appends)
    {
        if (stored is null) return appends.Count == 0 || appends.Any(a => a.Retire);
        string[] events = [.. appends.SelectMany(a => a.Events)];
        var (head, snapshot, covered, seen) = (None, None, 0L, 0L);
        foreach (var append in appends)
        {
            if (append.Head != None) head = append.Head;
            if (append.Snapshot != None) (snapshot, covered) = (append.Snapshot, seen);
            seen += append.Events.Length;
        }

        var gone = events.Length - stored.Events.Length;
        return stored.Version == events.Length && stored.Head == head && stored.IsRetired == appends.Any(a => a.Retire) && stored.Snapshot == snapshot
            && (stored.SnapshotVersion ?? 0) == covered && gone >= 0 && gone <= covered && stored.Events.SequenceEqual(events.Skip(gone));
    }
}
