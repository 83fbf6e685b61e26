using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Yoi.Sandbox;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary>The repository in which a runtime's host keeps worktrees, held against every other server.</summary>
internal sealed class HostRepository : IAsyncDisposable
{
    private readonly WorktreeStore _store;
    private readonly ReceiptSigner _signer;
    private readonly FileStream _held;

    private HostRepository(GitRepository repository, HostedWorktrees worktrees, ReceiptSigner signer, FileStream held) => (_store, Worktrees, _signer, _held) = (new(repository), worktrees, signer, held);

    /// <summary>Its worktrees.</summary>
    public HostedWorktrees Worktrees { get; }

    /// <summary>Opens and takes it. Faults: <c>invalid</c> (no repository), <c>git_unavailable</c>, <c>git_failed</c>, <c>store_locked</c>, <c>store_corrupt</c>, <c>store_failed</c>.</summary>
    public static async Task<Result<HostRepository>> OpenAsync(string folder, ISandbox sandbox, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var state = YoiHome.Find().Host(folder);
        var opened = await GitRepository.OpenAsync(new() { Root = folder, StateFolder = Path.Combine(state, "git"), Logger = loggers.CreateLogger<GitRepository>() }, cancellationToken);
        if (!opened.TryGet(out var repository, out var fault)) return fault;
        YoiHome.MakePrivate(state);
        if (!repository.Hold().TryGet(out var held, out fault)) return fault.Code == FaultCodes.StoreLocked ? fault with { Code = FaultCodes.Conflict } : fault;
        if (!(await ReceiptSigner.OpenAsync(Path.Combine(state, "keys"), cancellationToken)).TryGet(out var signer, out fault))
        {
            await held.DisposeAsync();
            return fault;
        }

        var checks = new Checks(repository, sandbox);
        checks.RemoveLeftovers();
        var options = new HostedWorktreesOptions
        {
            Repository = repository,
            Checks = checks,
            Signer = signer,
            RecordsFolder = Path.Combine(state, "worktrees"),
            Logger = loggers.CreateLogger<HostedWorktrees>(),
            Reached = CrashPoint.FromEnvironment(),
        };
        if ((await HostedWorktrees.OpenAsync(options, cancellationToken)).TryGet(out var worktrees, out fault)) return new HostRepository(repository, worktrees, signer, held);
        signer.Dispose();
        await held.DisposeAsync();
        return fault;
    }

    /// <summary>What a Worker may reach that was made with a worktree: all of it but <c>.git</c> and <c>.yoi</c>.</summary>
    public async ValueTask<Result<Scope>> ScopeAsync(CreateWorkerRequest request, CancellationToken cancellationToken) =>
        (await Worktrees.OfAsync(request, cancellationToken)).TryGet(out var worktree, out var fault) ? await _store.ScopeAsync(worktree, GlobSet.All, writable: true, cancellationToken) : fault;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Worktrees.DisposeAsync();
        _signer.Dispose();
        await _held.DisposeAsync();
    }
}
