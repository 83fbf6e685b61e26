using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>The history as one run sees it, in the order it was committed: what it recorded itself, and what others gave it meanwhile.</summary>
internal sealed class RunHistory(IWorkerSink sink, Func<long, CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> read)
{
    private readonly List<WorkerEvent> _events = [];

    public IReadOnlyList<WorkerEvent> Events => _events;

    /// <summary>The number of the newest event it has.</summary>
    public long LastSeq => _events.Count == 0 ? 0 : _events[^1].Seq;

    /// <summary>Takes in whatever was committed since. Not cancellable: a run interrupted right away still ends by the same way, with its calls answered.</summary>
    public async ValueTask CatchUpAsync() => _events.AddRange(await read(LastSeq, CancellationToken.None));

    /// <summary>Records events in one append. Not cancellable: what happened is recorded also when the run is being ended.</summary>
    public async ValueTask<Fault?> AppendAsync(params IReadOnlyList<WorkerEvent> events)
    {
        var appended = await sink.AppendAsync(events, CancellationToken.None);
        if (!appended.TryGet(out var committed, out var fault)) return fault;
        // Somebody else's events lie between: the next look takes in both, in order.
        if (committed[0].Seq == LastSeq + 1) _events.AddRange(committed);
        return null;
    }

    public void PublishDelta(string messageId, string text) => sink.PublishDelta(messageId, text);
}
