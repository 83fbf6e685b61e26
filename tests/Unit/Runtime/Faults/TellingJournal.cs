using System.Security.Cryptography;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>A journal that tells each append before it is handed on and once it is acknowledged, so that whoever reads along knows what must be there.</summary>
internal sealed class TellingJournal(IJournal inner, Action<string> tell) : IJournal
{
    private int _appends;

    /// <summary>Tells "begin number stream retire head snapshot event,event …", each content as a short hash or "-".</summary>
    public async ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _appends);
        tell($"begin {number} {stream} {(append.Retire ? "retire" : "-")} {Hash(append.Head)} {Hash(append.Snapshot)} {string.Join(',', append.Events.Select(e => Hash(e.Data)))}");
        var answer = await inner.AppendAsync(stream, append, cancellationToken);
        tell(answer.TryGet(out var appended, out var fault) && !appended.Duplicate ? $"done {number}" : $"none {number} {fault?.Code}");
        return answer;
    }

    public ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken) => inner.ReadAsync(stream, range, cancellationToken);

    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) => inner.WatchAsync(filter, cancellationToken);

    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken) => inner.StreamsAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    public static string Hash(ReadOnlyMemory<byte>? data) => data is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..12] : "-";
}
