using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A stream of whole records, of which the newest with a key holds; one that is final stays, whatever comes behind it.</summary>
public sealed class RecordStream<T>
    where T : class
{
    private const int ManyEvents = 1_000;

    private readonly IJournal _journal;
    private readonly StreamId _stream;
    private readonly JsonTypeInfo<T> _type;
    private readonly JsonTypeInfo<T[]> _types;
    private readonly Func<T, string> _key;
    private readonly Func<T, bool> _isFinal;

    internal RecordStream(IJournal journal, StreamId stream, JsonTypeInfo<T> type, JsonTypeInfo<T[]> types, Func<T, string> key, Func<T, bool> isFinal) =>
        (_journal, _stream, _type, _types, _key, _isFinal) = (journal, stream, type, types, key, isFinal);

    /// <summary>The newest record of each key, in order of their first ones; faults of the journal.</summary>
    /// <param name="isWanted">What is left out is forgotten in time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<IReadOnlyList<T>>> LoadAsync(Func<T, bool> isWanted, CancellationToken cancellationToken)
    {
        var records = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        var (range, read) = (new ReadRange { FromSnapshot = true }, 0);
        while (true)
        {
            if (!(await _journal.ReadAsync(_stream, range, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (page.Snapshot is { } snapshot) foreach (var record in JsonSerializer.Deserialize(snapshot.Data.Span, _types)!) Put(records, record);
            foreach (var stored in page.Events) Put(records, JsonSerializer.Deserialize(stored.Data.Span, _type)!);
            read += page.Events.Count;
            if (page.More)
            {
                range = new() { After = page.Events[^1].Version };
                continue;
            }

            T[] wanted = [.. records.Values.Where(isWanted)];
            // It only saves reading: what refuses it refuses nothing else, and the next start tries again.
            if (read >= ManyEvents)
                _ = await _journal.AppendAsync(_stream, new() { ExpectedVersion = page.StreamVersion, Snapshot = JsonSerializer.SerializeToUtf8Bytes(wanted, _types) }, cancellationToken);
            return wanted;
        }
    }

    /// <summary>Keeps a record durably; faults of the journal.</summary>
    /// <param name="type">What happened to it, in snake case.</param>
    /// <param name="record">It as it is now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Fault?> SaveAsync(string type, T record, CancellationToken cancellationToken) =>
        (await _journal.AppendAsync(_stream, new() { Events = [new(type, JsonSerializer.SerializeToUtf8Bytes(record, _type))] }, cancellationToken)).Fault;

    private void Put(OrderedDictionary<string, T> records, T record)
    {
        if (!records.TryGetValue(_key(record), out var known) || !_isFinal(known)) records[_key(record)] = record;
    }
}
