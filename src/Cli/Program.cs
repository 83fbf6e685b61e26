using System.CommandLine;
using Yoi.Cli;

var commands = new CommandTable(
    ("init", _ => InitCommand.Create()),
    ("up", _ => UpCommand.Create()),
    ("open", _ => OpenCommand.Create()),
    ("status", _ => StatusCommand.Create()),
    ("ticket", TicketCommand.Create),
    ("worker", _ => WorkerCommand.Create()),
    ("trust", _ => TrustCommand.Create()),
    ("land", _ => LandCommand.Create()),
    ("verify", _ => VerifyCommand.Create()),
    ("doctor", _ => DoctorCommand.Create()),
    ("demo", _ => DemoCommand.Create()),
    ("model", _ => ModelCommand.Create()));
var root = commands.AddTo(new RootCommand("Yoi: coding agents work through tickets, on the record."), args.ElementAtOrDefault(0), args.ElementAtOrDefault(1)).WithExamples();
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"usage: {error.Message}");
    await Console.Error.WriteLineAsync("Try the command with --help.");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20), EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
catch (Exception e)
{
    return ExitCode.Fail(Failure.Of(e));
}
