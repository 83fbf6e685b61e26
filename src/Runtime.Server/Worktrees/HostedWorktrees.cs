using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>The worktrees a host keeps for workspaces elsewhere: each is its workspace's, by a record outside the repository, and is unknown to every other.</summary>
public sealed partial class HostedWorktrees : IAsyncDisposable
{
    /// <summary>How long it is told again how a removed worktree went.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private readonly CancellationTokenSource _ending = new();
    private readonly WorktreeRecords _records;
    private readonly ILogger _logger;

    private HostedWorktrees(HostedWorktreesOptions options)
    {
        (Options, _logger) = (options, options.Logger);
        _records = new(options.RecordsFolder);
        Store = new(options.Repository);
        Adding = new(options, Store, Table, _records, _ending.Token);
        Removing = new(options, Store, _records, _ending.Token);
        Committing = new(Store, options.Time, _ending.Token);
        Checking = new(options, Store, _ending.Token);
    }

    internal HostedWorktreesOptions Options { get; }

    internal WorktreeStore Store { get; }

    internal WorktreeTable Table { get; } = new();

    internal WorktreeAdding Adding { get; }

    internal WorktreeRemoving Removing { get; }

    internal WorktreeCommitting Committing { get; }

    internal WorktreeChecking Checking { get; }

    /// <summary>
    /// Reads the records and finishes what a process that died had begun to make; what cannot be finished stays as it is, and is told to the log. Faults: <c>invalid</c>, <c>store_failed</c>.
    /// </summary>
    public static async Task<Result<HostedWorktrees>> OpenAsync(HostedWorktreesOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Check() is { } unfit) return unfit;
        var hosted = new HostedWorktrees(options);
        var fault = await hosted.LoadAsync(cancellationToken);
        if (fault is null) return hosted;
        await hosted.DisposeAsync();
        return fault;
    }

    /// <summary>
    /// The worktree that a Worker's request names, among those of the workspace that made the Worker; <c>not_found</c> where it is none of them or is not whole, <c>invalid</c> where the request names none.
    /// </summary>
    public async Task<Result<Worktree>> OfAsync(CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Worktree is not { } name) return new Fault(FaultCodes.Invalid, "The request names no worktree.");
        if (request.Labels?.GetValueOrDefault(OwnWorkers.Label) is not { } workspace || Table.Find(workspace, name) is not { IsOpen: true, Record: { } record }) return WorktreeFaults.Unknown;
        return (await Store.GetAsync(record.Folder, cancellationToken)).TryGet(out var worktree, out var fault) ? worktree : fault.Code == FaultCodes.NotFound ? WorktreeFaults.Unknown : fault;
    }

    /// <summary>Cancels what is under way and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested) return;
        await _ending.CancelAsync();
        foreach (var entry in Table.All)
        {
            await entry.Turn.WaitAsync();
            entry.Turn.Release();
        }

        await Checking.DisposeAsync();
    }

    private async Task<Fault?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await _records.LoadAsync(cancellationToken)).TryGet(out var found, out var fault)) return fault;
        var forgotten = Options.Time.GetUtcNow() - Remembered;
        foreach (var (folder, record) in found)
        {
            if (record is { Stage: WorktreeStage.Removed } && record.RemovedAt < forgotten)
            {
                if (_records.Forget(record) is { } kept) LogKept(folder, kept);
                continue;
            }

            Table.Add(folder, record);
            if (record is null) LogUnreadable(folder, Options.RecordsFolder);
        }

        foreach (var entry in Table.All.Where(entry => entry.Record is { Stage: WorktreeStage.Intended }))
            if ((await Adding.FinishAsync(entry, entry.Record!)).Fault is { } unfinished) LogUnfinished(entry.Record!.Folder, unfinished);
        return null;
    }

    [LoggerMessage(LogLevel.Error, "The record of worktree {Folder} in {Records} cannot be read; nobody can use the worktree until it is mended or moved away")]
    private partial void LogUnreadable(string folder, string records);

    [LoggerMessage(LogLevel.Warning, "Worktree {Folder} was begun and cannot be finished; it stays as it is: {Fault}")]
    private partial void LogUnfinished(string folder, Fault fault);

    [LoggerMessage(LogLevel.Warning, "The record of worktree {Folder}, which went long ago, stays: {Fault}")]
    private partial void LogKept(string folder, Fault fault);
}
