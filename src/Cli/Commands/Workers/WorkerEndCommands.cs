using System.CommandLine;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker interrupt|stop|restore</c></summary>
internal static class WorkerEndCommands
{
    public static Command Interrupt() => Make("interrupt", "End the run at hand; the Worker stays and takes new input", workers => workers.InterruptAsync);

    public static Command Stop() => Make("stop", "End a Worker; what it did stays, and `yoi worker restore` brings it back", workers => workers.StopAsync);

    public static Command Restore() => Make("restore", "Want a stopped Worker active again", workers => workers.RestoreAsync);

    private static Command Make(string name, string description, Func<WorkerClient, Func<WorkerRef, CancellationToken, Task<Result<WorkerView>>>> verb) =>
        new Command(name, description).WithExample($"yoi worker {name} Ada").RunsWithWorker(WorkerCommand.Id(), async (session, worker, _, cancellationToken) =>
        {
            if (!(await verb(session.Workers)(worker.Ref(), cancellationToken)).TryGet(out var after, out var fault)) return fault;
            var state = (after.Desired != DesiredState.Active ? Snake.Of(after.Desired) : Snake.Of(after.State)).Replace('_', ' ');
            Said.Print($"{after.Name} is {state}.", after.Worker.ToString(), Snake.Of(after.Desired), Snake.Of(after.State), after.Name);
            return null;
        });
}
