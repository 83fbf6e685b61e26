using System.CommandLine;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>The running server's Workers, as a command reaches them.</summary>
internal sealed class WorkerSession(WorkerClient workers)
{
    private const int FewestCharacters = 4;

    public WorkerClient Workers => workers;

    /// <summary>The Worker that a display name, an id, or a piece of its beginning or end names: <c>invalid</c>, <c>not_found</c>, <c>ambiguous_id</c>.</summary>
    public async Task<Result<WorkerView>> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!(await workers.ListAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return Find(page.Items, text);
    }

    internal static Result<WorkerView> Find(IReadOnlyList<WorkerView> all, string text)
    {
        WorkerView[] named = [.. all.Where(w => w.Worker.ToString() == text)];
        if (named.Length == 0) named = [.. all.Where(w => w.Name == text)];
        if (named.Length == 0) named = [.. all.Where(w => string.Equals(w.Name, text, StringComparison.OrdinalIgnoreCase))];
        if (named.Length == 0 && text.Length < FewestCharacters)
            return new Fault(FaultCodes.Invalid, $"A Worker is named by its name, its id, or at least {FewestCharacters} characters of the id's beginning or end; `yoi worker list` shows them.");
        if (named.Length == 0) named = [.. all.Where(w => Fits(w.Worker.ToString(), text))];
        return named switch
        {
            [var one] => one,
            [] => new Fault(FaultCodes.NotFound, $"No Worker is called {text}, and no id begins or ends with it; `yoi worker list` shows them."),
            _ => new Fault(FaultCodes.AmbiguousId, $"{named.Length} Workers fit {text}, such as {named[0].Worker} and {named[1].Worker}; give more characters of the id."),
        };
    }

    private static bool Fits(string id, string text) => id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || id.EndsWith(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How commands about Workers run.</summary>
internal static class WorkerSessions
{
    /// <summary>Runs an action with the Workers of the workspace's server.</summary>
    public static Command RunsWithWorkers(this Command command, Func<WorkerSession, ParseResult, CancellationToken, Task<Fault?>> action) =>
        command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
            using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
            return await action(new(client.Workers(settings.InForce.WorkspaceId)), parse, cancellationToken);
        });

    /// <summary>Runs an action with the one Worker that an argument names.</summary>
    public static Command RunsWithWorker(this Command command, Argument<string> id, Func<WorkerSession, WorkerView, ParseResult, CancellationToken, Task<Fault?>> action)
    {
        command.Add(id);
        return command.RunsWithWorkers(async (session, parse, cancellationToken) =>
            (await session.FindAsync(parse.GetRequiredValue(id), cancellationToken)).TryGet(out var worker, out var fault) ? await action(session, worker, parse, cancellationToken) : fault);
    }

    /// <summary>Its name in calls.</summary>
    public static WorkerRef Ref(this WorkerView worker) => new(worker.Runtime, worker.Worker);
}
