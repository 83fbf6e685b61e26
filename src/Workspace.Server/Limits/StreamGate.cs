namespace Yoi.Workspace.Server;

/// <summary>Counts the open streams, of each caller and of all.</summary>
internal sealed class StreamGate(ServerLimits limits, ServerMetrics metrics)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>A place, left when it is disposed; null where there is none.</summary>
    public IDisposable? TryEnter(Caller caller)
    {
        var key = $"{caller.Kind}{caller.Id}";
        lock (_gate)
        {
            var mine = _open.GetValueOrDefault(key);
            if (_all >= limits.Streams || mine >= limits.StreamsPerCaller)
            {
                metrics.RateLimited("streams");
                return null;
            }

            _open[key] = mine + 1;
            _all++;
        }

        metrics.StreamOpened();
        return new Place(this, key);
    }

    private void Leave(string key)
    {
        lock (_gate)
        {
            if (--_open[key] == 0) _open.Remove(key);
            _all--;
        }

        metrics.StreamClosed();
    }

    private sealed class Place(StreamGate gate, string key) : IDisposable
    {
        public void Dispose() => gate.Leave(key);
    }
}
