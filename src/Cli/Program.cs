using System.CommandLine;
using Yoi.Cli;

var root = new RootCommand("Yoi: coding agents work through tickets, on the record.")
{
    InitCommand.Create(),
    UpCommand.Create(),
    OpenCommand.Create(),
    StatusCommand.Create(),
    TicketCommand.Create(),
    WorkerCommand.Create(),
    TrustCommand.Create(),
    LandCommand.Create(),
    VerifyCommand.Create(),
    DoctorCommand.Create(),
    DemoCommand.Create(),
    ModelCommand.Create(),
}.WithExamples();
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
