using System.CommandLine;
using System.CommandLine.Invocation;

namespace Yoi.Cli;

/// <summary>
/// The <c>yoi</c> program. What a short command runs through here is plain calls: a method that waits is compiled anew at each start, and so are the library's that call one, which together
/// would take as long as listing ten tickets.
/// </summary>
internal static class Program
{
    private const string About = "Yoi: coding agents work through tickets, on the record.";

    // At once, and so once: tasks are only taken where they have completed.
#pragma warning disable VSTHRD103, VSTHRD200
    public static Task<int> Main(string[] args)
    {
        // Help, the version and completions bring the library's own texts, which take longer to load than a short command runs: only what asks for them gets them.
        var asks = args is [] or [['[', ..], ..] || Array.Exists(args, given => given is "--help" or "-h" or "-?" or "/h" or "/?" or "--version");
        var root = Commands().AddTo(asks ? new RootCommand(About).WithExamples() : new Command("yoi", About), args is [var word, ..] ? word : null, args is [_, var next, ..] ? next : null);
        (root as RootCommand)?.WithCompletion();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return Task.FromResult(Usage(parsed));
        try
        {
            var running = RunAsync(parsed, isAtOnce: args is ["ticket" or "objective", ..], asks);
            return running.IsCompletedSuccessfully ? running : EndAsync(running);
        }
        catch (Exception e)
        {
            return Task.FromResult(Code(e));
        }
    }

    private static CommandTable Commands() => new(
        ("init", _ => InitCommand.Create()),
        ("up", _ => UpCommand.Create()),
        ("open", _ => OpenCommand.Create()),
        ("status", _ => StatusCommand.Create()),
        ("ticket", TicketCommand.Create),
        ("objective", ObjectiveCommand.Create),
        ("worker", _ => WorkerCommand.Create()),
        ("runtime", _ => RuntimeCommand.Create()),
        ("token", _ => TokenCommand.Create()),
        ("session", _ => SessionCommand.Create()),
        ("audit", _ => AuditCommand.Create()),
        ("trust", _ => TrustCommand.Create()),
        ("land", _ => LandCommand.Create()),
        ("verify", _ => VerifyCommand.Create()),
        ("doctor", _ => DoctorCommand.Create()),
        ("merge-thread", _ => MergeThreadCommand.Create()),
        ("demo", _ => DemoCommand.Create()),
        ("model", _ => ModelCommand.Create()),
        ("completion", _ => CompletionCommand.Create()));

    /// <summary>Ticket files are whole at any moment, so their commands may be stopped at once; and while an editor runs, Ctrl-C belongs to it. The others have time to end.</summary>
    private static Task<int> RunAsync(ParseResult parsed, bool isAtOnce, bool asks) => isAtOnce && !asks && parsed.Action is AsynchronousCommandLineAction action
        ? action.InvokeAsync(parsed)
        : parsed.InvokeAsync(new() { ProcessTerminationTimeout = isAtOnce ? null : TimeSpan.FromSeconds(20), EnableDefaultExceptionHandler = false });

    private static async Task<int> EndAsync(Task<int> running)
    {
        try
        {
            return await running;
        }
        catch (Exception e)
        {
            return Code(e);
        }
    }

    private static int Code(Exception e) => e is OperationCanceledException ? ExitCode.Interrupted : ExitCode.Fail(Failure.Of(e));

    private static int Usage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"usage: {error.Message}");
        Console.Error.WriteLine("Try the command with --help.");
        return ExitCode.Usage;
    }
}
