using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>What a person does with the runtimes of a workspace.</summary>
public sealed class RuntimeDesk
{
    private const int MostToken = 256;

    private readonly RuntimeRegistry _registry;
    private readonly RuntimeConnections _connections;

    internal RuntimeDesk(RuntimeRegistry registry, RuntimeConnections connections) => (_registry, _connections) = (registry, connections);

    /// <summary>The runtimes, as they were last heard of; nobody is asked for it.</summary>
    public RuntimePage List() => new([.. _registry.Entries.Select(View)]);

    /// <summary>
    /// Adds a runtime that answers, and keeps it: <c>invalid</c>, <c>conflict</c> where the name is taken by another one, <c>runtime_unavailable</c>, <c>runtime_timeout</c>, <c>runtime_auth_failed</c> or
    /// <c>runtime_malformed_response</c> where it does not answer as one, a fault of a store.
    /// </summary>
    public async ValueTask<Result<RuntimeView>> AddAsync(NewRuntime wanted, CancellationToken cancellationToken)
    {
        if ((await TestAsync(wanted, cancellationToken)).Fault is { } fault) return fault;
        if (await _connections.AddAsync(_connections.Remote(wanted.Runtime, wanted.Url, wanted.Token), cancellationToken) is { } refused) return refused;
        return View(_registry.Find(wanted.Runtime)!);
    }

    /// <summary>Shows an older program's records from now on: <c>invalid</c>, <c>conflict</c>, <c>runtime_unavailable</c> where there are none.</summary>
    public async ValueTask<Result<RuntimeView>> AddOlderAsync(OlderRecords wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (!Path.IsPathFullyQualified(wanted.Folder)) return new Fault(FaultCodes.Invalid, "The older program's data folder is an absolute path.");
        var connection = new RuntimeConnection.Older(wanted.Folder) { Runtime = wanted.Runtime };
        if ((await AskAsync(connection, cancellationToken)).Fault is { } fault) return fault;
        if (await _connections.AddAsync(connection, cancellationToken) is { } refused) return refused;
        return View(_registry.Find(wanted.Runtime)!);
    }

    /// <summary>Asks a runtime whether it is one, and keeps nothing of it; faults as of <see cref="AddAsync"/>.</summary>
    public async ValueTask<Result<RuntimeView>> TestAsync(NewRuntime wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (Places.RuntimeUrl(wanted.Url) is { } expected) return new Fault(FaultCodes.Invalid, $"The address of a runtime must be {expected}.");
        if (wanted.Token is not { Length: > 0 and <= MostToken } token || !token.All(char.IsAsciiLetterOrDigit) && token.Any(c => c is <= ' ' or > '~'))
            return new Fault(FaultCodes.Invalid, $"A token is 1 to {MostToken} visible ASCII characters; `yoi runtime token new` prints one where the runtime runs.");
        return await AskAsync(_connections.Remote(wanted.Runtime, wanted.Url, wanted.Token), cancellationToken);
    }

    /// <summary>Takes a runtime away: <c>unknown_runtime</c>, <c>conflict</c> where it has Workers, is the embedded one or stands in the settings file; a fault of asking it.</summary>
    public ValueTask<Fault?> RemoveAsync(RuntimeId runtime, CancellationToken cancellationToken) => _connections.RemoveAsync(runtime, cancellationToken);

    private async ValueTask<Result<RuntimeView>> AskAsync(RuntimeConnection connection, CancellationToken cancellationToken)
    {
        if (!_connections.Open(connection).TryGet(out var source, out var fault)) return fault;
        try
        {
            // A registry of its own, with the same deadlines.
            var alone = new RuntimeRegistry(_registry.Time);
            alone.Add(source);
            if (!(await alone.DescribeAsync(connection.Runtime, cancellationToken)).TryGet(out var summary, out fault)) return fault;
            var entry = alone.Find(connection.Runtime)!;
            entry.Heard(summary, _registry.Time.GetUtcNow());
            return View(entry);
        }
        finally
        {
            await RuntimeConnections.DisposeAsync(source);
        }
    }

    private RuntimeView View(RegisteredSource entry) => new()
    {
        Runtime = entry.Id,
        Kind = entry.Source.About.Kind,
        Problem = entry.Health.Problem is { } problem ? Notices.Of(problem) : null,
        Since = entry.Health.Since,
        State = entry.Source.About.Kind == RuntimeKind.Compatibility ? null : entry.Health.Summary?.State,
        Busy = entry.Health.Summary?.Busy,
        Waiting = entry.Health.Summary?.Waiting,
        FromSettings = _connections.IsFromSettings(entry.Id),
    };
}
