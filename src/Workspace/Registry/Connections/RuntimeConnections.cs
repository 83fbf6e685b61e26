using Microsoft.Extensions.Logging;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// The runtimes that were added here by a person, and those of the settings file: kept, and joined to the registry. One that does not answer is still there, and says so; one that cannot even
/// be asked, because its secret is gone, is a source that answers nothing but that.
/// </summary>
internal sealed partial class RuntimeConnections(
    RuntimeRegistry registry, ConnectionStore store, SecretKeeper secrets, string workspaceRoot, Func<string, string?> environment, TimeProvider time, ILogger<RuntimeConnections> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<RuntimeId, RuntimeConnection> _fromSettings = [];
    private readonly Dictionary<RuntimeId, RuntimeConnection> _added = [];
    private readonly HashSet<RuntimeConnection> _inTheWay = [];

    /// <summary>Whether a runtime stands in the settings file.</summary>
    public bool IsFromSettings(RuntimeId runtime)
    {
        lock (_fromSettings) return _fromSettings.ContainsKey(runtime);
    }

    /// <summary>Joins what was added in earlier lives of the server.</summary>
    public async ValueTask<Fault?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await store.LoadAsync(cancellationToken)).TryGet(out var connections, out var fault)) return fault;
        foreach (var connection in connections)
        {
            if (registry.Add(SourceOf(connection))) _added[connection.Runtime] = connection;
        }

        return null;
    }

    /// <summary>What a connection leads to; nothing is kept.</summary>
    public Result<IRuntimeSource> Open(RuntimeConnection connection) => connection switch
    {
        RuntimeConnection.Older older => new CompatibilitySource(older.Runtime, older.Folder, workspaceRoot, time),
        RuntimeConnection.Remote remote => TokenOf(remote).TryGet(out var token, out var fault)
            ? RemoteSource.Open(remote.Runtime, remote.Url, token, time).TryGet(out var source, out fault) ? source : fault
            : fault,
        _ => new Fault(FaultCodes.Unsupported, $"{connection.GetType().Name} leads nowhere."),
    };

    /// <summary>The connection as it is stored, its token protected.</summary>
    public RuntimeConnection Remote(RuntimeId runtime, string url, string token) => new RuntimeConnection.Remote(url, secrets.Protect(token), null) { Runtime = runtime };

    /// <summary>
    /// Keeps a connection and joins it; <c>conflict</c> where the name is taken. The same runtime again, or one whose token was lost, is joined anew: it is how a connection gets another token.
    /// </summary>
    public async ValueTask<Fault?> AddAsync(RuntimeConnection connection, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (registry.Find(connection.Runtime) is { } there && !IsSame(there, connection))
                return new(FaultCodes.Conflict, $"There is a runtime '{connection.Runtime}' already; choose another name, or take it away first.");
            if (await store.AddAsync(connection, cancellationToken) is { } fault) return fault;
            if (registry.Take(connection.Runtime) is { } before) await DisposeAsync(before);
            registry.Add(SourceOf(connection));
            _added[connection.Runtime] = connection;
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a runtime away: <c>conflict</c> where it stands in the settings file, or the registry refuses.</summary>
    public async ValueTask<Fault?> RemoveAsync(RuntimeId runtime, CancellationToken cancellationToken)
    {
        if (IsFromSettings(runtime)) return new(FaultCodes.Conflict, $"The runtime '{runtime}' stands in the settings file; take it out there.");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var source = registry.Find(runtime)?.Source;
            if (await registry.RemoveAsync(runtime, cancellationToken) is { } refused) return refused;
            if (await store.RemoveAsync(runtime, cancellationToken) is not { } fault)
            {
                _added.Remove(runtime);
                await DisposeAsync(source!);
                return null;
            }

            registry.Add(source!);
            return fault;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Joins what the settings in force name and takes away what they named before. A name that is taken stays with whoever has it.</summary>
    public async ValueTask FollowAsync(IReadOnlyDictionary<string, RuntimeSettings> settings, CancellationToken cancellationToken)
    {
        var wanted = settings.Select(s => ConnectionOf(RuntimeId.Parse(s.Key, null), s.Value)).ToDictionary(c => c.Runtime);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            List<RuntimeConnection> before;
            lock (_fromSettings) before = [.. _fromSettings.Values];
            foreach (var old in before.Where(c => wanted.GetValueOrDefault(c.Runtime) != c))
            {
                if (registry.Take(old.Runtime) is { } source) await DisposeAsync(source);
                lock (_fromSettings) _fromSettings.Remove(old.Runtime);
            }

            foreach (var connection in wanted.Values.Except(before))
            {
                // Looked at again and again: it is said once.
                if (registry.Find(connection.Runtime) is not null)
                {
                    if (_inTheWay.Add(connection)) NameTaken(connection.Runtime);
                    continue;
                }

                registry.Add(SourceOf(connection));
                lock (_fromSettings) _fromSettings.Add(connection.Runtime, connection);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>Closes what leads to a source.</summary>
    public static async ValueTask DisposeAsync(IRuntimeSource source)
    {
        if (source is IAsyncDisposable closing) await closing.DisposeAsync();
        else if (source is IDisposable ending) ending.Dispose();
    }

    private bool IsSame(RegisteredSource there, RuntimeConnection connection) => !IsFromSettings(there.Id) && _added.GetValueOrDefault(there.Id) is RuntimeConnection.Remote before
        && connection is RuntimeConnection.Remote again && (there.Source is LostSource || before.Url == again.Url);

    private static RuntimeConnection ConnectionOf(RuntimeId runtime, RuntimeSettings settings) => settings.OlderData is { } folder
        ? new RuntimeConnection.Older(folder) { Runtime = runtime }
        : new RuntimeConnection.Remote(settings.Url!, null, settings.TokenVariable) { Runtime = runtime };

    private IRuntimeSource SourceOf(RuntimeConnection connection)
    {
        if (Open(connection).TryGet(out var source, out var fault)) return source;
        CannotBeAsked(connection.Runtime, fault.Code, fault.Message);
        return new LostSource(new(connection.Runtime, connection is RuntimeConnection.Older ? RuntimeKind.Compatibility : RuntimeKind.Remote), fault);
    }

    private Result<string> TokenOf(RuntimeConnection.Remote remote)
    {
        if (remote.TokenVariable is { } name)
            return environment(name) is { Length: > 0 } set ? set : new Fault(FaultCodes.RuntimeAuthFailed, $"The environment variable {name}, which holds the token of the runtime '{remote.Runtime}', is not set.");
        return remote.Secret is { } secret && secrets.Reveal(secret) is { } token
            ? token
            : new Fault(FaultCodes.RuntimeAuthFailed, $"The token of the runtime '{remote.Runtime}' cannot be read any more, as the keys it was kept with are gone; add the runtime again.");
    }

    [LoggerMessage(LogLevel.Warning, "The runtime {Runtime} cannot be asked: {Code}: {Message}")]
    private partial void CannotBeAsked(RuntimeId runtime, string code, string message);

    [LoggerMessage(LogLevel.Warning, "The settings name a runtime {Runtime}, and there is another of that name; the other stays")]
    private partial void NameTaken(RuntimeId runtime);
}
