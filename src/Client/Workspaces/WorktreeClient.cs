using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The worktrees of a workspace through its server; keys and faults as of <see cref="TicketClient"/>.</summary>
public sealed class WorktreeClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _worktrees;

    internal WorktreeClient(ServerHttp http, ApiPath workspace) => (_http, _worktrees) = (http, workspace.To("worktrees"));

    /// <summary>A page of worktrees by name.</summary>
    /// <param name="after">The cursor: <c>Next</c> of the page before.</param>
    /// <param name="limit">At most so many, 1 to 50; null for 20.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<WorktreePage>> ListAsync(string? after, int? limit, CancellationToken cancellationToken) =>
        _http.GetAsync(_worktrees.With(("after", after), ("limit", limit)), BrowserJson.Default.WorktreePage, cancellationToken);

    /// <summary>What one changed since it left the integration branch, committed or not.</summary>
    public Task<Result<DiffView>> DiffAsync(string worktree, CancellationToken cancellationToken) => _http.GetAsync(_worktrees.Named(worktree).To("diff"), BrowserJson.Default.DiffView, cancellationToken);

    /// <summary>What a clean-up would do now; nothing is removed.</summary>
    public Task<Result<CleanupPlanView>> PlanAsync(CancellationToken cancellationToken) => _http.GetAsync(_worktrees.To("cleanup"), BrowserJson.Default.CleanupPlanView, cancellationToken);

    /// <summary>Carries a plan out, worktree by worktree; another plan is refused as <c>conflict</c>, which names the one that holds now.</summary>
    public Task<Result<CleanupResult>> CleanAsync(CleanupCall call, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(_worktrees.To("cleanup"), call, BrowserJson.Default.CleanupCall, BrowserJson.Default.CleanupResult, key, cancellationToken);
}
