using System.CommandLine;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker approve</c></summary>
internal static class WorkerApproveCommand
{
    public static Command Create()
    {
        var id = WorkerCommand.Id();
        var call = new Argument<string?>("call") { Description = "The call; may be left out where only one waits", Arity = ArgumentArity.ZeroOrOne };
        var allow = new Option<bool>("--allow") { Description = "It may" };
        var deny = new Option<bool>("--deny") { Description = "It may not" };
        var always = new Option<bool>("--always") { Description = "Keep the rule shown with the question for this Worker" };
        var command = new Command("approve", "Answer a Worker that asks whether it may") { id, call, allow, deny, always };
        command.Validators.Add(result =>
        {
            if (result.GetValue(allow) == result.GetValue(deny)) result.AddError("Give one of --allow and --deny.");
        });
        return command.WithExample("yoi worker approve Ada --allow").RunsWithWorkers(async (session, parse, cancellationToken) =>
        {
            if (!(await session.FindAsync(parse.GetRequiredValue(id), cancellationToken)).TryGet(out var worker, out var fault)) return fault;
            if (!Choose(worker, parse.GetValue(call)).TryGet(out var asked, out fault)) return fault;
            var answer = new ApprovalAnswer(parse.GetValue(allow), parse.GetValue(always));
            if (!(await session.Workers.AnswerAsync(worker.Ref(), asked, answer, cancellationToken)).TryGet(out var after, out fault)) return fault;
            var word = $"{(answer.Allow ? "allowed" : "denied")}{(answer.Always ? ", always" : "")}";
            Said.Print($"{after.Name}: {word}.", after.Worker.ToString(), asked, word);
            return null;
        });
    }

    private static Result<string> Choose(WorkerView worker, string? call) => (call, worker.Approvals) switch
    {
        ({ } given, _) => given,
        (null, [var one]) => one.CallId,
        (null, []) => new Fault(FaultCodes.NotFound, $"{worker.Name} asks for nothing now; `yoi worker show {ShortId.Of(worker)}` says what it does."),
        (null, var many) => new Fault(FaultCodes.AmbiguousId, $"{many.Count} calls wait: {string.Join(", ", many.Select(a => $"{a.CallId} ({a.Tool})"))}. Name one."),
    };
}
