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
        var command = new Command("up", "Run this workspace: server, board and orchestration, until Ctrl-C") { noOpen, verbose, withParent };
        listenAt.AddTo(command);
        return command
            .RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
            {
                if (!listenAt.Read(parse, YoiServer.Listen(workspace)).TryGet(out var listen, out var unfit)) return unfit;
                using var telemetry = Telemetry.Start();
                using var loggers = LoggerFactory.Create(logging => logging
                    .SetMinimumLevel(parse.GetValue(verbose) ? LogLevel.Debug : LogLevel.Warning)
                    .AddFilter("Microsoft", LogLevel.Warning)
                    .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // what it logs it also throws, and that is told below
                    .AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes) = (true, true))
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var ending = ParentWatch.Link(parse.GetValue(withParent), cancellationToken);
                var started = await YoiServer.StartAsync(workspace, listen, loggers, ending.Token);
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
