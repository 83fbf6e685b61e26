using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A runtime from one start to the next stop: what is live of it, and what can be done with that.</summary>
internal sealed class RuntimeSession
{
    private readonly RunLoop _runs;

    private RuntimeSession(RuntimeScope scope)
    {
        Scope = scope;
        var connecting = new Connecting(scope);
        _runs = new(scope, connecting);
        Idle = new(scope, connecting);
        Summaries = new(scope);
        Creation = new(scope, connecting, _runs, new(scope.Options.Journal));
        Ending = new(scope);
        Restore = new(scope, connecting);
        Input = new(scope, connecting, _runs);
        Interrupt = new(scope, connecting, _runs);
        Approvals = new(scope, connecting, _runs);
        Errors = new(scope);
        Observer = new(scope);
    }

    public RuntimeScope Scope { get; }

    public WorkerSummaries Summaries { get; }

    public WorkerCreation Creation { get; }

    public WorkerEnding Ending { get; }

    public WorkerRestore Restore { get; }

    public InputSending Input { get; }

    public RunInterrupt Interrupt { get; }

    public ApprovalAnswering Approvals { get; }

    public ErrorReporting Errors { get; }

    public Observer Observer { get; }

    private IdleRest Idle { get; }

    public static async ValueTask<Result<RuntimeSession>> StartAsync(WorkerRuntimeOptions options, CoalescedHints<WorkerId, WorkerId> hints, CancellationToken cancellationToken)
    {
        if (!(await RuntimeOpening.StoreAsync(options.Journal, cancellationToken)).TryGet(out var store, out var fault)) return fault;
        var session = new RuntimeSession(new(options, store, hints));
        if (await RuntimeOpening.LoadAsync(session.Scope, new(session.Scope, session._runs), cancellationToken) is { } refused)
        {
            await session.StopAsync();
            return refused;
        }

        _ = session.Scope.Background.Run(session.Idle.RunAsync);
        return session;
    }

    public Task StopAsync() => RuntimeClosing.CloseAsync(Scope, _runs);
}
