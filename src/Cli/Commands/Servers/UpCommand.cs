using System.CommandLine;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi up</c>: server, board and orchestration for this repository.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var listenAt = new ListenAt();
        var noOpen = new Option<bool>("--no-open") { Description = "Only print the link" };
        var withParent = ParentWatch.Option();
        var verbose = new Option<bool>("--verbose") { Description = "Log every step to standard error" };
        var also = new Option<string[]>("--also") { Description = "A folder of another workspace, to run it in the same server; may be given more than once" };
        var command = new Command("up", "Run this workspace: server, board and orchestration, until Ctrl-C") { also, noOpen, verbose, withParent };
        listenAt.AddTo(command);
        return command
            .RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
            {
                if (!listenAt.Read(parse, YoiServer.Listen()).TryGet(out var listen, out var unfit)) return unfit;
                if (!Also(workspace, parse.GetValue(also) ?? []).TryGet(out var workspaces, out unfit)) return unfit;
                using var telemetry = Telemetry.Start();
                using var loggers = LoggerFactory.Create(logging => logging
                    .SetMinimumLevel(parse.GetValue(verbose) ? LogLevel.Debug : LogLevel.Warning)
                    .AddFilter("Microsoft", LogLevel.Warning)
                    .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // what it logs it also throws, and that is told below
                    .AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes) = (true, true))
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var ending = ParentWatch.Link(parse.GetValue(withParent), cancellationToken);
                var started = await YoiServer.StartAsync(workspaces, listen, loggers, ending.Token);
                if (!started.TryGet(out var server, out var fault)) return fault;
                await using var pages = PagesBuild.Start();
                await using (server)
                {
                    if (pages is null) Show(server, parse.GetValue(noOpen));
                    else Console.WriteLine($"Yoi is up: {server.Address} (building the board's pages, once …)");
                    var ended = await UntilStoppedAsync(server, pages, () => Show(server, parse.GetValue(noOpen)), ending.Token);
                    telemetry?.Flush();
                    return ended;
                }
            });
    }

    /// <summary>The workspace and the others, each once.</summary>
    private static Result<IReadOnlyList<WorkspaceFolder>> Also(WorkspaceFolder workspace, string[] folders)
    {
        List<WorkspaceFolder> all = [workspace];
        foreach (var folder in folders)
        {
            if (!WorkspaceFolder.Find(Path.GetFullPath(folder)).TryGet(out var found, out _))
                return new Fault(FaultCodes.NoWorkspace, $"No workspace at or above '{folder}'. Run `yoi init` there, or leave its --also out.");
            if (all.All(known => known.Root != found.Root)) all.Add(found);
        }

        return all;
    }

    private static void Show(YoiServer server, bool noOpen)
    {
        var link = server.NewLink().Url;
        Console.WriteLine($"Yoi is up: {link}");
        Console.WriteLine("The link is good once, for 60 seconds; `yoi open` makes another. Ctrl-C stops.");
        if (!noOpen) Browser.TryOpen(link);
    }

    private static async Task<Fault?> UntilStoppedAsync(YoiServer server, PagesBuild? pages, Action show, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        if (pages is not null && await Task.WhenAny(stopped.Task, server.Failed, pages.Done) == pages.Done)
        {
            if (await pages.Done is { } missing) Console.WriteLine($"The board's pages are not built. {missing.Message}");
            show();
        }

        var ended = await Task.WhenAny(stopped.Task, server.Failed);
        return ended == stopped.Task ? null : new(FaultCodes.Internal, "A part of the server failed in a way that was not foreseen; its log has the details. Start it again: it goes on where it was.");
    }
}
