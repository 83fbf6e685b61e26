using System.CommandLine;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker new</c></summary>
internal static class WorkerNewCommand
{
    public static Command Create()
    {
        var profile = new Option<string>("--profile") { Description = "A role or profile: coder, reviewer, builtin:coder, one of .yoi/workspace.yaml", DefaultValueFactory = _ => "coder" };
        var name = new Option<string?>("--name") { Description = "Its name (default: its role)" };
        var message = new Option<string?>("--message", "-m") { Description = "Its first message; - reads it from standard input" };
        var runtime = new Option<string?>("--runtime") { Description = "Where it is to live; without a worktree there (default: embedded)", HelpName = "NAME" };
        var json = WorkerCommand.Json();
        var command = new Command(
            "new", "Make a Worker in a worktree of its own, without a ticket")
        { profile, name, message, runtime, json };
        return command.WithExample("yoi worker new --profile coder --name Ada --message 'Explain the build'").RunsWithWorkers(async (session, parse, cancellationToken) =>
        {
            string? input = null;
            if (parse.GetValue(message) is { } given && !(await MessageText.ReadAsync(given, cancellationToken)).TryGet(out input, out var unread)) return unread;
            var where = (RuntimeName?)null;
            if (parse.GetValue(runtime) is { } named && !RuntimeJoinCommands.Parsed(named).TryGet(out where, out var unnamed)) return unnamed;
            var wanted = new NewWorker(parse.GetRequiredValue(profile), parse.GetValue(name), input, where?.Id);
            // The key makes a lost answer harmless: asked again, the server answers the same Worker.
            if (!(await session.Workers.CreateAsync(wanted, Guid.NewGuid().ToString("N"), cancellationToken)).TryGet(out var worker, out var fault)) return fault;
            if (parse.GetValue(json)) JsonLine.Write(worker, BrowserJson.Default.WorkerView);
            else Said.Print($"{worker.Name} is made: {ShortId.Of(worker)}, {(worker.Branch is { } branch ? $"on branch {branch}" : $"in the runtime {worker.Runtime}")}.", worker.Worker.ToString(), worker.Name, worker.Branch ?? "");
            if (!PlainOutput.IsRedirected)
                Console.WriteLine(wanted.Input is null ? $"Talk to it: yoi worker send {ShortId.Of(worker)} '…'" : $"Watch it: yoi worker tail {ShortId.Of(worker)} --follow");
            return null;
        });
    }
}
