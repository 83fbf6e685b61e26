using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>One Worker's runs, one at a time. It owns the task of the run at hand and the model client.</summary>
internal sealed partial class AgentExecution(RunAgent agent) : IWorkerExecution
{
    private readonly ILogger _logger = agent.Logger;
    private readonly Lock _gate = new();
    private ActiveRun? _run;
    private bool _stopped;

    public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_stopped) return new(new Fault(FaultCodes.WorkerStopped, "The Worker's execution has ended; restore the Worker first."));
            if (_run is { Completion.IsCompleted: false }) return new(new Fault(FaultCodes.Busy, "A run is under way; wait for its end or interrupt it."));
            var run = new ActiveRun();
            // Own task: dispatch is over when the work has begun, and the work is not cancelled with the dispatch.
            run.Completion = Task.Run(() => RunAsync(input.Run, run), CancellationToken.None);
            _run = run;
            return new(new Dispatched(run.Completion));
        }
    }

    public async ValueTask InterruptAsync(CancellationToken cancellationToken)
    {
        ActiveRun? run;
        lock (_gate) run = _run;
        if (run is not null) await run.EndAsync(cancellationToken);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        ActiveRun? run;
        lock (_gate) (_stopped, run) = (true, _run);
        try
        {
            if (run is not null) await run.EndAsync(cancellationToken);
        }
        finally
        {
            agent.Client.Dispose();
        }
    }

    private async Task<RunEnd> RunAsync(RunId id, ActiveRun run)
    {
        try
        {
            var end = await TurnLoop.RunAsync(agent, id, run.Ending);
            lock (_gate) return _stopped && end.Outcome == RunOutcome.Interrupted ? end with { Outcome = RunOutcome.Cancelled } : end;
        }
        catch (Exception exception)
        {
            LogRunThrew(exception, id);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "Run {Run} threw")]
    private partial void LogRunThrew(Exception exception, RunId run);

    [SuppressMessage("Reliability", "CA1001", Justification = "The source has no timer and no handle, so nothing is held; disposing it could come before a late interrupt.")]
    private sealed class ActiveRun
    {
        private readonly CancellationTokenSource _ending = new();

        public CancellationToken Ending => _ending.Token;

        public Task<RunEnd> Completion { get; set; } = Task.FromResult(new RunEnd(RunOutcome.Completed));

        /// <summary>Asks the run to end and waits until it has; how it ended is told by its completion.</summary>
        public async ValueTask EndAsync(CancellationToken cancellationToken)
        {
            await _ending.CancelAsync();
            await ((Task)Completion).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
