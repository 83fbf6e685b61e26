using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The runtimes of a workspace through its server. Faults carry the server's codes, or <c>server_unavailable</c>.</summary>
public sealed class RuntimesClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _runtimes;

    internal RuntimesClient(ServerHttp http, ApiPath workspace) => (_http, _runtimes) = (http, workspace.To("runtimes"));

    /// <summary>The runtimes, as they were last heard of.</summary>
    public Task<Result<RuntimePage>> ListAsync(CancellationToken cancellationToken) => _http.GetAsync(_runtimes, BrowserJson.Default.RuntimePage, cancellationToken);

    /// <summary>Adds a runtime that answers; one that is there already gets the new token where the address is the same: <c>invalid</c>, <c>conflict</c>, a fault of asking it.</summary>
    public Task<Result<RuntimeView>> AddAsync(NewRuntime wanted, CancellationToken cancellationToken) => PostAsync(_runtimes, wanted, cancellationToken);

    /// <summary>Asks a runtime whether it is one, and keeps nothing of it; faults as of <see cref="AddAsync"/>.</summary>
    public Task<Result<RuntimeView>> TestAsync(NewRuntime wanted, CancellationToken cancellationToken) => PostAsync(_runtimes.To("test"), wanted, cancellationToken);

    /// <summary>Shows an older program's records from now on; over the operator's socket only: <c>invalid</c>, <c>conflict</c>, <c>runtime_unavailable</c>.</summary>
    public Task<Result<RuntimeView>> AddOlderAsync(OlderRecords wanted, CancellationToken cancellationToken) =>
        _http.DoAsync(_runtimes.To("older"), wanted, BrowserJson.Default.OlderRecords, BrowserJson.Default.RuntimeView, cancellationToken);

    /// <summary>Takes a runtime away: <c>unknown_runtime</c>, <c>conflict</c> where it has Workers, is the embedded one or stands in the settings file, a fault of asking it.</summary>
    public Task<Fault?> RemoveAsync(RuntimeId runtime, CancellationToken cancellationToken) => _http.DeleteAsync(_runtimes.Named(runtime), cancellationToken);

    private Task<Result<RuntimeView>> PostAsync(ApiPath path, NewRuntime wanted, CancellationToken cancellationToken) =>
        _http.DoAsync(path, wanted, BrowserJson.Default.NewRuntime, BrowserJson.Default.RuntimeView, cancellationToken);
}
