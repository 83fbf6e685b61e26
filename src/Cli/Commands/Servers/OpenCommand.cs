using System.CommandLine;
using Yoi.Client;

namespace Yoi.Cli;

/// <summary><c>yoi open</c>: another one-time link to the board.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var printOnly = new Option<bool>("--print") { Description = "Only print the link" };
        return new Command("open", "Open the board in the browser with a new one-time link (good once, for 60 seconds)") { printOnly }
            .RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
            {
                using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
                if (!(await client.NewLinkAsync(cancellationToken)).TryGet(out var link, out var fault)) return fault;
                Console.WriteLine(link.Url);
                if (!parse.GetValue(printOnly)) Browser.TryOpen(link.Url);
                return null;
            });
    }
}
