using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>The history as one run sees it: what was there when it began and what it has recorded since.</summary>
internal sealed class RunHistory(IReadOnlyList<WorkerEvent> before, IWorkerSink sink)
{
    private readonly List<WorkerEvent> _events = [.. before];

    public IReadOnlyList<WorkerEvent> Events => _events;

    /// <summary>Records events in one append. Not cancellable: what happened is recorded also when the run is being ended.</summary>
    public async ValueTask<Fault?> AppendAsync(params IReadOnlyList<WorkerEvent> events)
    {
        var appended = await sink.AppendAsync(events, CancellationToken.None);
        if (!appended.TryGet(out var committed, out var fault)) return fault;
        _events.AddRange(committed);
        return null;
    }

    public void PublishDelta(string messageId, string text) => sink.PublishDelta(messageId, text);
}
