using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Sandbox;
using Yoi.Tickets;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>
/// One workspace, live: settings, tickets, attempts, board. Open it, register a runtime source, start it; disposing stops its loops and leaves everything as it is on disk.
/// </summary>
public sealed partial class WorkspaceHost : IAsyncDisposable
{
    // Where the system gives no file events, what another program changes is to be noticed within a second.
    private static readonly TimeSpan TicketScanInterval = TimeSpan.FromSeconds(0.9);
    private static readonly TimeSpan SettingsScanInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly StepContext _context;
    private readonly AttemptStore _attempts;
    private readonly RecordKeeper _records;
    private readonly SettingsWatch _settings;
    private readonly Scheduler _scheduler;
    private readonly Reconciler _reconciler;
    private readonly BoardFeed _feed;
    private readonly TicketToolCalls _tools;
    private readonly HandParts _hands;
    private readonly WorkerSignals _signals = new();
    private readonly ConcurrentDictionary<WorkerRef, WorkerFacts> _seen = new();
    private readonly SourceWatching _sources;
    private readonly RuntimeConnections _connections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _startedAt;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FileStream _held;
    private Task _loops = Task.CompletedTask;

    private WorkspaceHost(
        StepContext context, AttemptStore attempts, HandStore hands, RecordKeeper records, SettingsWatch settings, WorkspaceHostOptions options, FileStream held)
    {
        (_context, _attempts, _records, _settings, _time, _held) = (context, attempts, records, settings, options.Time, held);
        _logger = options.Loggers.CreateLogger<WorkspaceHost>();
        _startedAt = _time.GetUtcNow();
        Board = new(settings.View);
        Access = new(options.Journal);
        _scheduler = new(context, attempts, options.Loggers.CreateLogger<Scheduler>())
        {
            Opened = ticket => _reconciler!.Wake(ticket),
            WaitsChanged = ticket => _feed!.Mark(ticket),
        };
        _reconciler = new(context, attempts, _scheduler, records, options.Loggers.CreateLogger<Reconciler>());
        _feed = new(Board, context.Tickets, attempts, context.Registry, _scheduler.WaitsOf, _time, options.Loggers.CreateLogger<BoardFeed>());
        _tools = new(context, attempts);
        _hands = new(context, hands, options.Loggers);
        _sources = new(context.Registry, HintAsync, _time, options.Loggers.CreateLogger<SourceWatching>());
        Tickets = new(context, attempts, _feed, _scheduler, ChangedByHand);
        Reading = new(context.Tickets, _scheduler.Free, records.CommitAsync, _time);
        Objectives = new(context.Tickets.Objectives);
        Attempts = new(context, attempts);
        Worktrees = new(context, attempts, hands);
        Workers = new(context.Registry, _hands.Workers, _signals, _time, options.Observation, worker => attempts.Of(worker) is { Over: false } attempt ? attempt.Id.Ticket : null);
        _connections = new(context.Registry, new(options.Journal, _time), options.Secrets, options.Root, options.Environment, _time, options.Loggers.CreateLogger<RuntimeConnections>());
        Runtimes = new(context.Registry, _connections);
    }

    /// <summary>The runtimes.</summary>
    public RuntimeRegistry Registry => _context.Registry;

    /// <summary>The live board.</summary>
    public BoardProjection Board { get; }

    /// <summary>What a person does with tickets.</summary>
    public TicketDesk Tickets { get; }

    /// <summary>What a person reads of tickets.</summary>
    public TicketReading Reading { get; }

    /// <summary>What a person does with objectives.</summary>
    public ObjectiveDesk Objectives { get; }

    /// <summary>What a person reads of attempts.</summary>
    public AttemptDesk Attempts { get; }

    /// <summary>What a person sees and cleans up of worktrees.</summary>
    public WorktreeDesk Worktrees { get; }

    /// <summary>The settings in force, as a person may see them.</summary>
    public SettingsView Settings => SettingsViews.Of(_settings.Effective, _settings.View);

    /// <summary>What a person does with Workers.</summary>
    public WorkerDesk Workers { get; }

    /// <summary>What a person does with runtimes.</summary>
    public RuntimeDesk Runtimes { get; }

    /// <summary>Takes Workers' calls of ticket tools.</summary>
    public TicketToolHandler TicketTools => CallTicketToolAsync;

    /// <summary>Who may come in and who did what.</summary>
    public AccessStreams Access { get; }

    /// <summary>Completes, faulted, when one of its loops fails in a way that was not foreseen; the process should then be started again.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Opens the workspace at a root; nothing runs yet.</summary>
    public static async Task<Result<WorkspaceHost>> OpenAsync(WorkspaceHostOptions options, CancellationToken cancellationToken)
    {
        var opened = await SettingsWatch.OpenAsync(options, cancellationToken);
        if (!opened.TryGet(out var settings, out var fault)) return fault;
        var found = await GitRepository.OpenAsync(new() { Root = options.Root, StateFolder = Path.Combine(options.StateFolder, "git"), Time = options.Time }, cancellationToken);
        if (!found.TryGet(out var repository, out fault)) return fault;
        if (!(await ReceiptSigner.OpenAsync(Path.Combine(options.StateFolder, "keys"), cancellationToken)).TryGet(out var signer, out fault)) return fault;
        var ticketSettings = settings.InForce.Ticket;
        var ticketRoot = Path.Combine(options.Root, ".yoi", ticketSettings.Root);
        var tickets = TicketStore.Open(new() { Root = ticketRoot, Language = ticketSettings.Language, Time = options.Time, IndexFile = options.TicketIndex(ticketRoot) });
        var attempts = new AttemptStore(options.Journal, options.Time);
        if (await attempts.LoadAsync(cancellationToken) is { } unreadable) return unreadable;
        var hands = new HandStore(options.Journal, options.Time);
        if (await hands.LoadAsync(cancellationToken) is { } lost) return lost;
        var context = new StepContext
        {
            Tickets = tickets,
            Registry = new(options.Time),
            Repository = repository,
            Worktrees = new(repository),
            Integration = new(repository),
            Checks = new(repository, options.Sandbox),
            Signer = signer,
            Profiles = new(options.BuiltinProfiles),
            Settings = () => settings.InForce,
            Reached = options.Reached,
            Time = options.Time,
        };
        var records = new RecordKeeper(new(repository), tickets.Root, signer, options.Time, options.Loggers.CreateLogger<RecordKeeper>());
        if (!repository.Hold().TryGet(out var held, out fault)) return fault;
        // What a killed server was checking: with the repository held, nobody works there.
        context.Checks.RemoveLeftovers();
        return new WorkspaceHost(context, attempts, hands, records, settings, options, held);
    }

    /// <summary>Joins the runtimes that are known and starts the loops: reconciler, board, watches. Register the embedded runtime first. A fault of the journal or of the tickets' folder.</summary>
    public async Task<Fault?> StartAsync(CancellationToken cancellationToken)
    {
        if (await _connections.LoadAsync(cancellationToken) is { } fault) return fault;
        await _connections.FollowAsync(_settings.InForce.Runtimes, cancellationToken);
        _attempts.Changed += attempt => Look(attempt.Id.Ticket);
        if (await _feed.FillAsync(cancellationToken) is { } unlisted) return unlisted;
        _loops = Task.WhenAll(
            [
                RunAsync("reconciler", _reconciler.RunAsync),
                RunAsync("scheduler", _scheduler.RunAsync),
                RunAsync("board", _feed.RunAsync),
                RunAsync("tickets", WatchTicketsAsync),
                RunAsync("hand saves", _hands.Saves.RunAsync),
                RunAsync("hand recovery", _hands.Workers.RecoverAsync),
                RunAsync("sweep", SweepAsync),
                RunAsync("settings", WatchSettingsAsync),
                RunAsync("runtimes", _sources.RunAsync),
            ]);
        return null;
    }

    /// <summary>What a Worker may reach: the coder of an attempt writes in its worktree within the packet's globs, its reviewer reads there; one made by hand has a worktree of its own; any other has none.</summary>
    public async ValueTask<Result<Scope>> ScopeAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        if (_hands.Store.Of(worker) is { } hand) return await _hands.Worktrees.ScopeAsync(hand, cancellationToken);
        if (_attempts.Of(worker) is not { Worktree: { } intended } attempt) return new Fault(FaultCodes.NotFound, "This Worker has no worktree.");
        if (!(await _context.Worktrees.GetAsync(intended.Name, cancellationToken)).TryGet(out var worktree, out var fault)) return fault;
        var isCoder = attempt.Coder?.Ref == worker;
        return await _context.Worktrees.ScopeAsync(worktree, isCoder ? new(attempt.Packet!.Packet.WriteGlobs) : GlobSet.None, writable: isCoder, cancellationToken);
    }

    /// <summary>What the server is doing.</summary>
    public async ValueTask<StatusView> StatusAsync(string version, CancellationToken cancellationToken)
    {
        var snapshot = Board.Snapshot();
        return new()
        {
            Version = version,
            Workspace = snapshot.Workspace,
            StartedAt = _startedAt,
            Tickets = snapshot.Cards.GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Count()),
            ActiveWorkers = snapshot.Cards.Count(c => c.Attempt?.Worker is not null) + await _hands.AtWorkAsync(cancellationToken),
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loops;
        foreach (var source in Registry.Sources) await RuntimeConnections.DisposeAsync(source);
        _connections.Dispose();
        _reconciler.Dispose();
        await _records.CommitAsync("server stops", CancellationToken.None);
        _records.Dispose();
        _context.Tickets.Dispose();
        await _held.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<TicketToolReply> CallTicketToolAsync(WorkerRef caller, TicketToolCall call, CancellationToken cancellationToken)
    {
        if (_hands.Store.Of(caller) is { } hand) return await _hands.Tools.HandleAsync(hand, call, cancellationToken);
        var reply = await _tools.HandleAsync(caller, call, cancellationToken);
        if (_attempts.Of(caller) is { } attempt) _reconciler.Wake(attempt.Id.Ticket);
        return reply;
    }

    private void Look(TicketId ticket)
    {
        _feed.Mark(ticket);
        _reconciler.Wake(ticket);
    }

    /// <summary>At once, without waiting for the files to be noticed.</summary>
    private void ChangedByHand(TicketId ticket)
    {
        Look(ticket);
        _scheduler.Signal();
    }

    private async Task WatchTicketsAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in _context.Tickets.WatchAsync(TicketScanInterval, cancellationToken))
        {
            Look(change.Ticket);
            _scheduler.Signal();
            await _records.CommitAsync($"{change.Ticket}: record", cancellationToken);
        }
    }

    private async ValueTask HintAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        _signals.Tell(worker);
        _hands.Saves.Mark(worker);
        if (_attempts.Of(worker) is not { } attempt) return;
        _feed.Mark(attempt.Id.Ticket);
        // Most hints are of words and tool calls; only a run's beginning and end, and what hinders it, decide anything.
        if (!(await Registry.GetAsync(worker, cancellationToken)).TryGet(out var summary, out _)) return;
        var facts = WorkerFacts.Of(summary);
        if (_seen.TryGetValue(worker, out var before) && before == facts) return;
        _seen[worker] = facts;
        _reconciler.Wake(attempt.Id.Ticket);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, _time);
        do
        {
            _reconciler.Sweep();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task WatchSettingsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SettingsScanInterval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var changed = await _settings.ReloadAsync(cancellationToken);
            await _connections.FollowAsync(_settings.InForce.Runtimes, cancellationToken);
            if (changed.View) Board.SetWorkspace(_settings.View);
            if (changed.Orchestration) _reconciler.Sweep();
        }
    }

    private async Task RunAsync(string name, Func<CancellationToken, Task> loop)
    {
        try
        {
            await Task.Run(() => loop(_stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped(name);
        }
        catch (Exception e)
        {
            LogLoopFailed(e, name);
            _failed.TrySetException(e);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The {Name} loop has stopped")]
    private partial void LogStopped(string name);

    [LoggerMessage(LogLevel.Critical, "The {Name} loop failed in a way that was not foreseen; restart the server")]
    private partial void LogLoopFailed(Exception exception, string name);
}
