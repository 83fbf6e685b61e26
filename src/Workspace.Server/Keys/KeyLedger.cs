using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>
/// Calls that were made under an Idempotency-Key: another body under the same key is found out, and what cannot be done twice as once is answered again. For 24 hours, and the last 10,000:
/// behind that, what tickets and Workers keep of a key themselves still makes twice once.
/// </summary>
internal sealed class KeyLedger
{
    /// <summary>How long a key is known.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, KeyRecord> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _atWork = new(StringComparer.Ordinal);
    private readonly RecordStream<KeyRecord> _stream;
    private readonly TimeProvider _time;

    private KeyLedger(RecordStream<KeyRecord> stream, TimeProvider time) => (_stream, _time) = (stream, time);

    public static async ValueTask<Result<KeyLedger>> LoadAsync(RecordStream<KeyRecord> stream, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Lifetime;
        if (!(await stream.LoadAsync(record => record.At > since, cancellationToken)).TryGet(out var records, out var fault)) return fault;
        var ledger = new KeyLedger(stream, time);
        foreach (var record in records) ledger.Put(record);
        return ledger;
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Waits until no other call is at work under that key; what is known of it then. <see cref="Leave"/> must follow.</summary>
    public async ValueTask<KeyRecord?> EnterAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? other;
            lock (_gate)
            {
                other = _atWork.GetValueOrDefault(id)?.Task;
                if (other is null)
                {
                    _atWork[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    return _known.TryGetValue(id, out var known) && known.At > Now - Lifetime ? known : null;
                }
            }

            await other.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets the next call under that key in.</summary>
    public void Leave(string id)
    {
        TaskCompletionSource? left;
        lock (_gate) _atWork.Remove(id, out left);
        left?.SetResult();
    }

    /// <summary>Keeps what was done durably; a fault of the journal.</summary>
    public async ValueTask<Fault?> SaveAsync(KeyRecord record, CancellationToken cancellationToken)
    {
        if (await _stream.SaveAsync("answered", record, cancellationToken) is { } fault) return fault;
        Put(record);
        return null;
    }

    private void Put(KeyRecord record)
    {
        var since = Now - Lifetime;
        lock (_gate)
        {
            _known.Remove(record.Id);
            _known.Add(record.Id, record);
            while (_known.Count > Most || _known.GetAt(0).Value.At <= since) _known.RemoveAt(0);
        }
    }
}
