using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi worker …</c>: Workers of the running server.</summary>
internal static class WorkerCommand
{
    public static Command Create() => new Command("worker", "Workers of this workspace: talk to one, watch it, end it (needs `yoi up`)")
    {
        WorkerListCommand.Create(),
        WorkerShowCommand.Create(),
        WorkerNewCommand.Create(),
        WorkerSendCommand.Create(),
        WorkerTailCommand.Create(),
        WorkerEndCommands.Interrupt(),
        WorkerEndCommands.Stop(),
        WorkerEndCommands.Restore(),
        WorkerApproveCommand.Create(),
    }.WithExample("yoi worker new --name Ada, then yoi worker send Ada 'What does this repository do?'");

    /// <summary>The argument that names a Worker.</summary>
    public static Argument<string> Id() => new("worker") { Description = "Its name, its id, or at least 4 characters of the id's beginning or end" };

    /// <summary>The option that asks for JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "As JSON, one value a line" };
}
