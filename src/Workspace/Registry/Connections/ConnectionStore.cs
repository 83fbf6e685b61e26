using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The connections a person added, as a stream.</summary>
internal sealed class ConnectionStore(IJournal journal, TimeProvider time)
{
    private static readonly StreamId Stream = new("runtimes", "connections");

    /// <summary>Those there are.</summary>
    public async ValueTask<Result<IReadOnlyCollection<RuntimeConnection>>> LoadAsync(CancellationToken cancellationToken)
    {
        Dictionary<RuntimeId, RuntimeConnection> connections = [];
        for (long after = 0, version = 1; after < version;)
        {
            if (!(await journal.ReadAsync(Stream, new() { After = after }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var stored in page.Events)
            {
                var e = JsonSerializer.Deserialize(stored.Data.Span, ControlJson.Default.ConnectionEvent)!;
                if (e is ConnectionEvent.Added added) connections[added.Connection.Runtime] = added.Connection;
                else if (e is ConnectionEvent.Removed removed) connections.Remove(removed.Runtime);
            }

            (after, version) = (page.Events.Count > 0 ? page.Events[^1].Version : page.StreamVersion, page.StreamVersion);
        }

        return connections.Values;
    }

    public ValueTask<Fault?> AddAsync(RuntimeConnection connection, CancellationToken cancellationToken) =>
        AppendAsync("runtime_added", new ConnectionEvent.Added(connection) { At = time.GetUtcNow() }, cancellationToken);

    public ValueTask<Fault?> RemoveAsync(RuntimeId runtime, CancellationToken cancellationToken) =>
        AppendAsync("runtime_removed", new ConnectionEvent.Removed(runtime) { At = time.GetUtcNow() }, cancellationToken);

    private async ValueTask<Fault?> AppendAsync(string type, ConnectionEvent e, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(e, ControlJson.Default.ConnectionEvent);
        return (await journal.AppendAsync(Stream, new() { Events = [new(type, data)] }, cancellationToken)).Fault;
    }
}
