using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes input: records message and run in one append, then hands the run to the execution. A message that steers joins the run at hand and is found there by its execution.</summary>
internal sealed class InputSending(RuntimeScope scope, Connecting connecting, RunLoop runs)
{
    public async ValueTask<InputOutcome> SendAsync(WorkerId id, WorkerInput input, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault))
            return InputRules.Refused(fault.Code == FaultCodes.UnknownWorker ? InputStatus.NotFound : InputStatus.Rejected, fault);
        using var held = hold;
        var worker = hold.Worker;
        if (InputRules.Check(input) is { } refused) return refused;
        var connectFault = await connecting.EnsureAsync(worker, cancellationToken);
        using var gate = await worker.EnterAsync(cancellationToken);
        if (scope.Stopped) return InputRules.Refused(InputStatus.Rejected, RuntimeScope.StoppedFault);
        var key = KeyOf(input);
        var connection = worker.Link.Connection;
        if (InputRules.Decide(worker.Head!, worker.Run, connection, connectFault, input.Kind) is { } refusal)
            return await RepeatAsync(worker, key, refusal);
        return await AcceptAsync(worker, connection!, input, key);
    }

    private async ValueTask<InputOutcome> AcceptAsync(LiveWorker worker, Connection connection, WorkerInput input, OperationId key)
    {
        var joins = input.Kind == InputKind.Steer;
        var run = joins ? worker.Run! : new LiveRun(RunId.New(scope.Options.Time));
        var events = joins ? [Message(input)] : Begin(input, worker.LastSeq + 1);
        var result = await scope.Recorder.RecordAsync(worker, run, events, key);
        if (!result.TryGet(out var recorded, out var fault))
            return InputRules.Refused(fault.Code == FaultCodes.TooLarge ? InputStatus.Rejected : InputStatus.Failed, fault);
        if (recorded.First is { } first) return await FirstOutcomeAsync(worker, first);
        var message = (UserMessage)recorded.Events[0];
        if (!joins) runs.Begin(worker, run, connection, message);
        return Accepted(message);
    }

    /// <summary>What an input's append is known by.</summary>
    public static OperationId KeyOf(WorkerInput input) => OperationId.Of("input", input.Key);

    /// <summary>The events that begin a run.</summary>
    /// <param name="input">The input.</param>
    /// <param name="seq">The number that its message will have.</param>
    public static IReadOnlyList<WorkerEvent> Begin(WorkerInput input, long seq) => [Message(input), new RunStarted(input.Kind) { Parent = seq }];

    private static UserMessage Message(WorkerInput input) => new(input.Kind, input.Text, input.Key);

    /// <summary>What is refused now may have been accepted before; a refusal says that it was not.</summary>
    private async ValueTask<InputOutcome> RepeatAsync(LiveWorker worker, OperationId key, InputOutcome refusal)
    {
        var (first, fault) = await scope.Recorder.FindAsync(worker, key);
        if (fault is not null) return InputRules.Refused(InputStatus.Failed, fault);
        return first is { } seq ? await FirstOutcomeAsync(worker, seq) : refusal;
    }

    /// <summary>The outcome of an input that was accepted before: its message tells all of it.</summary>
    private async ValueTask<InputOutcome> FirstOutcomeAsync(LiveWorker worker, long seq)
    {
        // The one that a Worker was created with stands behind its creation.
        var result = await scope.History.ReadAsync<UserMessage>(worker.Id, Math.Max(seq, 2), CancellationToken.None);
        return result.TryGet(out var message, out var fault) ? Accepted(message) : InputRules.Refused(InputStatus.Failed, fault);
    }

    private static InputOutcome Accepted(UserMessage message) => new() { Status = InputStatus.Accepted, Run = message.Run, Seq = message.Seq };
}
