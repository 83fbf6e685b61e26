using System.CommandLine;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker tail</c></summary>
internal static class WorkerTailCommand
{
    private const int Most = 200;

    public static Command Create()
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on as it happens, until Ctrl-C" };
        var count = new Option<int>("--events", "-n") { Description = $"Begin with so many of the last events, 0 to {Most}", DefaultValueFactory = _ => 50 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > Most) result.AddError($"--events is 0 to {Most}.");
        });
        var json = WorkerCommand.Json();
        return new Command("tail", "Show what a Worker said and did") { follow, count, json }.WithExample("yoi worker tail Ada --follow")
            .RunsWithWorker(WorkerCommand.Id(), (session, worker, parse, cancellationToken) =>
            {
                var screen = ScreenWriter.ToOutput();
                ITranscriptOutput output = parse.GetValue(json) ? new JsonTranscript() : new TextTranscript(screen);
                return parse.GetValue(follow)
                    ? FollowAsync(session, worker, screen, output, parse.GetValue(count), cancellationToken)
                    : ShowAsync(session, worker, output, parse.GetValue(count), cancellationToken);
            });
    }

    private static async Task<Fault?> ShowAsync(WorkerSession session, WorkerView worker, ITranscriptOutput output, int count, CancellationToken cancellationToken)
    {
        if (count > 0)
        {
            if (!(await session.Workers.EventsBeforeAsync(worker.Ref(), long.MaxValue, count, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var e in page.Items) output.Event(e);
        }

        output.Break();
        if (output is TextTranscript) foreach (var asked in worker.Approvals) TicketText.Print(ApprovalText.Of(worker, asked));
        return null;
    }

    private static Task<Fault?> FollowAsync(WorkerSession session, WorkerView worker, ScreenWriter screen, ITranscriptOutput output, int count, CancellationToken cancellationToken)
    {
        var prompt = output is TextTranscript ? new ApprovalPrompt(session.Workers, worker, screen, ApprovalPrompt.Terminal()) : null;
        return new WorkerWatching(session.Workers, worker, output, prompt).RunAsync(count, _ => null, cancellationToken);
    }
}
