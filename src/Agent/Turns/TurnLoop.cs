using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>Carries out one run: asks <see cref="TurnDecision"/> what is next, does it, records it, until it is over.</summary>
internal sealed partial class TurnLoop(RunAgent agent, RunId run, RunHistory history)
{
    private const string CutOff = "The connection broke in the middle of your last message; tool calls in it were dropped and not run. Go on from where it stops.";

    private readonly ModelCall _model = new(agent.Client, agent.Patience, agent.Redactor, agent.Time);
    private readonly ChatOptions _options = new() { ModelId = agent.Profile.Model, Tools = [.. agent.Tools.Declarations] };
    private readonly ILogger _logger = agent.Logger;
    private int _failures;

    /// <summary>Runs to the end, or until it must wait. Cancelling ends it as interrupted, with what was under way recorded and its result given.</summary>
    public static Task<RunEnd> RunAsync(RunAgent agent, RunId run, CancellationToken cancellationToken) =>
        new TurnLoop(agent, run, new(agent.Sink, agent.ReadHistory)).RunAsync(cancellationToken);

    private async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await history.CatchUpAsync();
            var end = TurnDecision.Decide(history.Events, agent.Profile, run, agent.Tools.Acts) switch
            {
                AgentAction.RunTools tools => await RunToolsAsync(tools, cancellationToken),
                AgentAction.Finish finish => finish.End,
                _ when cancellationToken.IsCancellationRequested => new(RunOutcome.Interrupted),
                AgentAction.Ask ask => await AskAsync(ask.Questions),
                AgentAction.CallModel call => await CallModelAsync(call.Messages, cancellationToken),
                var other => throw new InvalidOperationException($"No such action: {other}."),
            };
            if (end is not null) return end;
        }
    }

    private async Task<RunEnd?> CallModelAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var seen = history.LastSeq;
        var answer = await _model.StreamAsync(messages, _options, history.PublishDelta, cancellationToken);
        var events = AnswerEvents.Of(answer, seen, history.Events, agent.Redactor);
        if (answer.Failure is not null && answer.Text.Length > 0) events.Add(new SystemNote(CutOff));
        if (events.Count > 0 && await history.AppendAsync(events) is { } fault) return new(RunOutcome.Failed, fault);
        if (answer.Failure is { } failure) return await WaitOrFailAsync(failure, cancellationToken);
        _failures = 0;
        return null;
    }

    private async Task<RunEnd?> WaitOrFailAsync(ProviderFailure failure, CancellationToken cancellationToken)
    {
        _failures++;
        if (RetryPolicy.Delay(failure, _failures, agent.Patience, Random.Shared.NextDouble()) is not { } delay)
            return new(RunOutcome.Failed, failure.Fault);
        LogRetry(run, _failures, delay, failure.Fault);
        var next = $"Trying again in {delay.TotalSeconds:0.#} s ({_failures} of {agent.Patience.MaxRetries}).";
        var report = new ErrorReported(failure.Fault with { Message = $"{failure.Fault.Message} {next}" });
        // The report is for people; where it cannot be recorded the run is not worse for it, and a store that fails shows with the next answer.
        if (await history.AppendAsync(report) is { } fault) LogNotReported(run, fault);
        await Task.Delay(delay, agent.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return null;
    }

    private async Task<RunEnd?> AskAsync(IReadOnlyList<Question> questions)
    {
        var deadline = agent.Time.GetUtcNow() + agent.ApprovalTime;
        var events = questions.Select(q => new ApprovalRequested(q.Call.CallId, q.Call.Name, agent.Redactor.Clean(q.Text), deadline, q.Rule) { Parent = q.Call.Seq });
        return await history.AppendAsync([.. events]) is { } fault ? new(RunOutcome.Failed, fault) : null;
    }

    private async Task<RunEnd?> RunToolsAsync(AgentAction.RunTools step, CancellationToken cancellationToken)
    {
        var over = false;
        foreach (var batch in ToolBatches.Plan(step.Calls, agent.Tools.IsReadOnly))
        {
            var reason = over ? "An earlier call ended the run." : "The run was ended before this call began.";
            var results = over || cancellationToken.IsCancellationRequested
                ? [.. batch.Select(c => (Call: c, Output: ToolOutput.Skipped(reason)))]
                : await Task.WhenAll(batch.Select(async c => (Call: c, Output: await CallAsync(c, step.Denied, cancellationToken))));
            if (await history.AppendAsync([.. results.Select(r => r.Output.ToEvent(r.Call, agent.Redactor))]) is { } fault) return new(RunOutcome.Failed, fault);
            over |= results.Any(r => r.Output.EndsRun);
        }

        return over ? new RunEnd(RunOutcome.Completed) : null;
    }

    private async Task<ToolOutput> CallAsync(ToolCall call, IReadOnlyDictionary<string, string> denied, CancellationToken cancellationToken)
    {
        if (denied.TryGetValue(call.CallId, out var why)) return ToolOutput.Denied(why);
        try
        {
            return await agent.Tools.CallAsync(call, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ToolOutput.Cancelled("The run was ended under this call; whether it took effect is unknown.");
        }
        catch (Exception exception)
        {
            LogToolFailed(exception, call.Name, run);
            return ToolOutput.Error($"The tool failed in a way it should not ({exception.GetType().Name}); the server's log has the details.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: model call failed {Failures} times in a row, next try in {Delay}: {Fault}")]
    private partial void LogRetry(RunId run, int failures, TimeSpan delay, Fault fault);

    [LoggerMessage(LogLevel.Warning, "Run {Run}: a retry could not be recorded: {Fault}")]
    private partial void LogNotReported(RunId run, Fault fault);

    [LoggerMessage(LogLevel.Error, "Tool {Tool} threw in run {Run}")]
    private partial void LogToolFailed(Exception exception, string tool, RunId run);
}
