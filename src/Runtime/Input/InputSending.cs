using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes input: records message and run in one append, then hands the run to the execution. A message that steers joins the run at hand and is found there by its execution.</summary>
internal sealed class InputSending(RuntimeScope scope, Connecting connecting, RunLoop runs)
{
    public async ValueTask<InputOutcome> SendAsync(WorkerId id, WorkerInput input, CancellationToken cancellationToken)
    {
        if (scope.Find(id, out var worker) is { } fault)
            return InputRules.Refused(fault.Code == FaultCodes.UnknownWorker ? InputStatus.NotFound : InputStatus.Rejected, fault);
        if (InputRules.Check(input) is { } refused) return refused;
        var connectFault = await connecting.EnsureAsync(worker!, cancellationToken);
        using var gate = await worker!.EnterAsync(cancellationToken);
        if (scope.Stopped) return InputRules.Refused(InputStatus.Rejected, RuntimeScope.StoppedFault);
        var key = OperationId.Of("input", input.Key);
        var connection = worker.Link.Connection;
        if (InputRules.Decide(worker.Head!, worker.Run, connection, connectFault, input.Kind) is { } refusal)
            return await scope.Recorder.FindAsync(worker, key) is { } first ? await FirstOutcomeAsync(worker, first) : refusal;
        return await AcceptAsync(worker, connection!, input, key);
    }

    private async ValueTask<InputOutcome> AcceptAsync(LiveWorker worker, Connection connection, WorkerInput input, OperationId key)
    {
        var joins = input.Kind == InputKind.Steer;
        var run = joins ? worker.Run! : new LiveRun(RunId.New(scope.Options.Time));
        var events = new List<WorkerEvent> { new UserMessage(input.Kind, input.Text, input.Key) };
        if (!joins) events.Add(new RunStarted(input.Kind) { Parent = worker.LastSeq + 1 });
        var result = await scope.Recorder.RecordAsync(worker, run, events, key);
        if (!result.TryGet(out var recorded, out var fault))
            return InputRules.Refused(fault.Code == FaultCodes.TooLarge ? InputStatus.Rejected : InputStatus.Failed, fault);
        if (recorded.First is { } first) return await FirstOutcomeAsync(worker, first);
        var message = (UserMessage)recorded.Events[0];
        if (!joins) _ = scope.Background.Run(() => runs.RunAsync(worker, run, connection, new(run.Id, message.Kind, message)));
        return Accepted(message);
    }

    /// <summary>The outcome of an input that was accepted before: its message tells all of it.</summary>
    private async ValueTask<InputOutcome> FirstOutcomeAsync(LiveWorker worker, long seq)
    {
        var result = await scope.History.ReadAsync<UserMessage>(worker.Id, seq, CancellationToken.None);
        return result.TryGet(out var message, out var fault) ? Accepted(message) : InputRules.Refused(InputStatus.Failed, fault);
    }

    private static InputOutcome Accepted(UserMessage message) => new() { Status = InputStatus.Accepted, Run = message.Run, Seq = message.Seq };
}
