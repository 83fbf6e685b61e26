using System.CommandLine;
using Yoi.Cli;

var commands = new CommandTable(
    ("init", _ => InitCommand.Create()),
    ("up", _ => UpCommand.Create()),
    ("open", _ => OpenCommand.Create()),
    ("status", _ => StatusCommand.Create()),
    ("ticket", TicketCommand.Create),
    ("objective", ObjectiveCommand.Create),
    ("worker", _ => WorkerCommand.Create()),
    ("trust", _ => TrustCommand.Create()),
    ("land", _ => LandCommand.Create()),
    ("verify", _ => VerifyCommand.Create()),
    ("doctor", _ => DoctorCommand.Create()),
    ("merge-thread", _ => MergeThreadCommand.Create()),
    ("demo", _ => DemoCommand.Create()),
    ("model", _ => ModelCommand.Create()),
    ("completion", _ => CompletionCommand.Create()));
var root = commands.AddTo(new RootCommand("Yoi: coding agents work through tickets, on the record."), args.ElementAtOrDefault(0), args.ElementAtOrDefault(1)).WithExamples().WithCompletion();
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"usage: {error.Message}");
    await Console.Error.WriteLineAsync("Try the command with --help.");
    return ExitCode.Usage;
}

// Ticket files are whole at any moment, so these commands may be stopped at once; and while an editor runs, Ctrl-C belongs to it.
var toEnd = args is ["ticket" or "objective", ..] ? (TimeSpan?)null : TimeSpan.FromSeconds(20);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = toEnd, EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
catch (Exception e)
{
    return ExitCode.Fail(Failure.Of(e));
}
