using System.CommandLine;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker send</c></summary>
internal static class WorkerSendCommand
{
    public static Command Create()
    {
        var id = WorkerCommand.Id();
        var text = new Argument<string>("text") { Description = "The message; - reads it from standard input" };
        var noWait = new Option<bool>("--no-wait") { Description = "Return once it is accepted" };
        var steer = new Option<bool>("--steer") { Description = "Join the run at hand at its next step" };
        var resume = new Option<bool>("--resume") { Description = "Ask it to go on after an interruption" };
        var command = new Command("send", "Give a Worker a message and show what it does until its run ends; Ctrl-C only stops showing") { id, text, noWait, steer, resume };
        command.Validators.Add(result =>
        {
            if (result.GetValue(steer) && result.GetValue(resume)) result.AddError("Give one of --steer and --resume: one joins a run, the other begins one.");
        });
        return command.WithExample("yoi worker send Ada 'Add a test'").RunsWithWorkers(async (session, parse, cancellationToken) =>
        {
            if (!(await session.FindAsync(parse.GetRequiredValue(id), cancellationToken)).TryGet(out var worker, out var fault)) return fault;
            if (!(await MessageText.ReadAsync(parse.GetRequiredValue(text), cancellationToken)).TryGet(out var message, out fault)) return fault;
            var input = new NewInput(message, parse.GetValue(steer) ? InputKind.Steer : parse.GetValue(resume) ? InputKind.Resume : InputKind.User);
            return parse.GetValue(noWait) ? await OnlySendAsync(session, worker, input, cancellationToken) : await SendAndWatchAsync(session, worker, input, cancellationToken);
        });
    }

    private static async Task<Fault?> OnlySendAsync(WorkerSession session, WorkerView worker, NewInput input, CancellationToken cancellationToken)
    {
        if (!(await SendAsync(session, worker, input, cancellationToken)).TryGet(out var run, out var fault)) return fault;
        Console.WriteLine(run);
        return null;
    }

    private static async Task<Fault?> SendAndWatchAsync(WorkerSession session, WorkerView worker, NewInput input, CancellationToken cancellationToken)
    {
        var run = (RunId?)null;
        var screen = ScreenWriter.ToOutput();
        var watch = new WorkerWatching(session.Workers, worker, new TextTranscript(screen), new(session.Workers, worker, screen, ApprovalPrompt.Terminal()))
        {
            // Sent once the stream stands, so that nothing of the answer is missed.
            Attached = async () =>
            {
                if (!(await SendAsync(session, worker, input, cancellationToken)).TryGet(out var started, out var fault)) return fault;
                run = started;
                return null;
            },
        };
        return await watch.RunAsync(0, e => e is RunFinishedView finished && finished.Run == run ? new(EndOf(finished)) : null, cancellationToken);
    }

    private static async Task<Result<RunId>> SendAsync(WorkerSession session, WorkerView worker, NewInput input, CancellationToken cancellationToken)
    {
        if (!(await session.Workers.SendAsync(worker.Ref(), input, Guid.NewGuid().ToString("N"), cancellationToken)).TryGet(out var sent, out var fault)) return fault;
        if (sent is { Status: InputStatus.Accepted, Run: { } run }) return run;
        return sent.Problem is { } problem ? new Fault(problem.Code, problem.Message) : new Fault(FaultCodes.Conflict, $"The message was not accepted: {Snake.Of(sent.Status)}.");
    }

    private static Fault? EndOf(RunFinishedView finished) => finished.Outcome == RunOutcome.Completed
        ? null
        : new(finished.Problem?.Code ?? Snake.Of(finished.Outcome), finished.Problem?.Message ?? $"The run ended: {Snake.Of(finished.Outcome)}.");
}
