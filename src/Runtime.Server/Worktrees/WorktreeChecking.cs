using System.Threading.RateLimiting;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>Runs the caller's commands on a commit of a worktree's branch, and signs what the host saw.</summary>
internal sealed class WorktreeChecking(HostedWorktreesOptions options, WorktreeStore store, CancellationToken ending) : IAsyncDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = options.MostChecks, QueueLimit = 0 });

    /// <summary>Runs them one after the other. Where the caller leaves or the server stops, the command at hand is killed with all its processes, and the others do not run.</summary>
    public async Task<Result<CheckReport>> RunAsync(WorktreeRecord record, CheckCall call, CancellationToken stopping, CancellationToken cancellationToken)
    {
        if (CheckRules.Check(call) is { } invalid) return invalid;
        using var place = _limiter.AttemptAcquire();
        if (!place.IsAcquired) return new Fault(FaultCodes.Overloaded, $"The host runs {options.MostChecks} checks; try again later.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping, ending);
        try
        {
            if (!(await CommitAsync(record, call, either.Token)).TryGet(out var commit, out var fault)) return fault;
            var done = new List<CheckedCommand>();
            foreach (var command in call.Commands)
            {
                if (!(await options.Checks.RunAsync(Request(call, command, commit), either.Token)).TryGet(out var run, out fault)) return fault;
                done.Add(new(options.Signer.Sign(run.Receipt), Convert.ToBase64String(run.Output.Span)));
            }

            return new CheckReport(commit, options.Signer.PublicKeyPem, done);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Fault(FaultCodes.RuntimeStopped, "The host stops, and its checks with it; ask again when it is started again.");
        }
    }

    /// <summary>Waits until the checks that were cancelled have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        var waits = new List<RateLimitLease>();
        for (var i = 0; i < options.MostChecks; i++) waits.Add(await _limiter.AcquireAsync(1, CancellationToken.None));
        foreach (var wait in waits) wait.Dispose();
        await _limiter.DisposeAsync();
    }

    private async Task<Result<string>> CommitAsync(WorktreeRecord record, CheckCall call, CancellationToken cancellationToken)
    {
        if (!(await store.HeadAsync(store.At(record.Folder, record.Branch), cancellationToken)).TryGet(out var head, out var fault)) return fault.Code == FaultCodes.NotFound ? WorktreeFaults.Missing : fault;
        if (call.Commit is not { } asked) return head;
        if (!(await options.Repository.ResolveAsync(asked, cancellationToken)).TryGet(out var commit, out fault)) return fault.Code == FaultCodes.Invalid ? WorktreeFaults.BadCommit : fault;
        if (!(await options.Repository.IsAncestorAsync(commit, head, cancellationToken)).TryGet(out var isPart, out fault)) return fault;
        return isPart ? commit : new Fault(FaultCodes.NotFound, "The commit is no part of the worktree's branch.");
    }

    private CheckRequest Request(CheckCall call, CheckCommand command, string commit) => new()
    {
        ReceiptId = command.Receipt ?? ReceiptId.New(options.Time),
        Ticket = call.Ticket,
        Attempt = call.Attempt,
        Purpose = call.Purpose,
        Command = command.Command,
        Commit = commit,
        Timeout = TimeSpan.FromSeconds(call.TimeoutSeconds ?? CheckRules.DefaultSeconds),
        OutputLimit = call.OutputLimit ?? CheckRules.DefaultOutput,
    };
}
