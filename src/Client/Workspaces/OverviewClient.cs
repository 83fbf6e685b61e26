using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>A workspace as a whole through its server. Faults carry the server's codes, or <c>server_unavailable</c>.</summary>
public sealed class OverviewClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _workspace;

    internal OverviewClient(ServerHttp http, ApiPath workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>Calls of all Workers that wait for a person's word, the longest waiting first; <see cref="WorkerClient.AnswerAsync"/> gives it.</summary>
    public Task<Result<ApprovalPage>> ApprovalsAsync(CancellationToken cancellationToken) => _http.GetAsync(_workspace.To("approvals"), BrowserJson.Default.ApprovalPage, cancellationToken);

    /// <summary>Tokens by Worker, ticket and model, over all runtimes.</summary>
    public Task<Result<UsageReport>> UsageAsync(CancellationToken cancellationToken) => _http.GetAsync(_workspace.To("usage"), BrowserJson.Default.UsageReport, cancellationToken);

    /// <summary>The settings in force, and the keys that wait for trust.</summary>
    public Task<Result<SettingsView>> SettingsAsync(CancellationToken cancellationToken) => _http.GetAsync(_workspace.To("settings"), BrowserJson.Default.SettingsView, cancellationToken);
}
