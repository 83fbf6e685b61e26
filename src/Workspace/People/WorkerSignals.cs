using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Passes a runtime's hints on to whoever watches that one Worker, so that a hundred watchers cost a runtime one.</summary>
internal sealed class WorkerSignals
{
    private readonly ConcurrentDictionary<WorkerRef, ImmutableList<Channel<bool>>> _watchers = new();

    /// <summary>Something about a Worker may have changed.</summary>
    public void Tell(WorkerRef worker)
    {
        if (!_watchers.TryGetValue(worker, out var watchers)) return;
        foreach (var watcher in watchers) watcher.Writer.TryWrite(true);
    }

    /// <summary>Signals of one Worker from now on; several may be told as one. Disposing ends them.</summary>
    public Subscription Subscribe(WorkerRef worker)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _watchers.AddOrUpdate(worker, [channel], (_, known) => known.Add(channel));
        return new(this, worker, channel);
    }

    private void Remove(WorkerRef worker, Channel<bool> channel)
    {
        var left = _watchers.AddOrUpdate(worker, [], (_, known) => known.Remove(channel));
        if (left.IsEmpty) _watchers.TryRemove(KeyValuePair.Create(worker, left));
    }

    /// <summary>One watcher.</summary>
    internal sealed class Subscription(WorkerSignals signals, WorkerRef worker, Channel<bool> channel) : IDisposable
    {
        public Task<bool> NextAsync(CancellationToken cancellationToken) => channel.Reader.ReadAsync(cancellationToken).AsTask();

        public void Dispose() => signals.Remove(worker, channel);
    }
}
