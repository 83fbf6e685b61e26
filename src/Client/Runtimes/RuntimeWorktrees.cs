using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>
/// The worktrees that a runtime's host keeps for the token's workspace. All but checks is tried again by itself, as doing it twice is doing it once. Beside the faults of every call: <c>not_found</c>,
/// <c>conflict</c>, <c>busy</c>, <c>branch_checked_out</c>, <c>git_failed</c>, <c>git_busy</c>, <c>sandbox_unavailable</c>.
/// </summary>
public sealed class RuntimeWorktrees
{
    private const int DefaultSeconds = 225;

    private static readonly Fault BadName = new(FaultCodes.Invalid, "That is no name of a worktree.");

    private readonly RuntimeHttp _http;

    internal RuntimeWorktrees(RuntimeHttp http) => _http = http;

    /// <summary>A page of worktrees in order of their names, 1 to 200 of them.</summary>
    public async Task<Result<HostWorktreePage>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"worktrees?limit={limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
        if (!(await _http.GetAsync(query, WireJson.Default.HostWorktreePage, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return Advances(page, after) ? page : RemoteFaults.Malformed;
    }

    /// <summary>One worktree and what it holds.</summary>
    public Task<Result<HostWorktreeStatus>> GetAsync(string name, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, name, "", null, WireJson.Default.HostWorktreeStatus, cancellationToken);

    /// <summary>Makes a worktree, or answers the one that the same call made.</summary>
    public Task<Result<HostWorktree>> AddAsync(AddWorktreeCall call, CancellationToken cancellationToken) =>
        _http.SendAsync(HttpMethod.Post, "worktrees", JsonSerializer.SerializeToUtf8Bytes(call, WireJson.Default.AddWorktreeCall), WireJson.Default.HostWorktree, isRepeatable: true, cancellationToken);

    /// <summary>Removes a worktree once its work is saved, and answers where; <c>busy</c> while a Worker that is not over uses it.</summary>
    public Task<Result<RemovedWorktree>> RemoveAsync(string name, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, name, "", null, WireJson.Default.RemovedWorktree, cancellationToken);

    /// <summary>Has the host commit what lies there; <c>busy</c> while a run is at hand in it.</summary>
    public Task<Result<WorktreeCommit>> CommitAsync(string name, CommitWorktreeCall call, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, name, "/commits", JsonSerializer.SerializeToUtf8Bytes(call, WireJson.Default.CommitWorktreeCall), WireJson.Default.WorktreeCommit, cancellationToken);

    /// <summary>
    /// Has the host run commands on a commit of the worktree's branch, and answers when all have ended, which may take as long as they are given. It is asked once; a caller that leaves ends them.
    /// </summary>
    public async Task<Result<CheckReport>> CheckAsync(string name, CheckCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!IsPlain(name)) return BadName;
        var longer = TimeSpan.FromSeconds(Math.Clamp((double)(call.TimeoutSeconds ?? DefaultSeconds) * call.Commands.Count, 0, 3_600));
        var report = await _http.SendLongAsync(longer, HttpMethod.Post, $"{PathOf(name)}/checks", JsonSerializer.SerializeToUtf8Bytes(call, WireJson.Default.CheckCall), WireJson.Default.CheckReport, cancellationToken);
        return report.TryGet(out var done, out _) && done.Checks.Count != call.Commands.Count ? RemoteFaults.Malformed : report;
    }

    private async Task<Result<T>> SendAsync<T>(HttpMethod method, string name, string rest, byte[]? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => IsPlain(name) ? await _http.SendAsync(method, PathOf(name) + rest, body, type, isRepeatable: true, cancellationToken) : BadName;

    private static string PathOf(string name) => $"worktrees/{Uri.EscapeDataString(name)}";

    /// <summary>A path's dots would lead elsewhere.</summary>
    private static bool IsPlain(string name) => name is { Length: > 0 } and not ("." or "..");

    /// <summary>A list that does not advance would be read for ever.</summary>
    private static bool Advances(HostWorktreePage page, string? after)
    {
        var last = after ?? "";
        foreach (var worktree in page.Worktrees)
        {
            if (string.CompareOrdinal(worktree.Name, last) <= 0) return false;
            last = worktree.Name;
        }

        return page.Next is null || (page.Worktrees.Count > 0 && page.Next == last);
    }
}
