namespace Yoi.Tests.EndToEnd.Board;

/// <summary>What tests of the board ask of a workspace.</summary>
internal static class BoardWorkspace
{
    /// <summary>Starts the server with the built pages.</summary>
    public static Task<Server> UpWithPages(this TestWorkspace workspace, int port = 0, params string[] more)
    {
        workspace.Pages = BoardBrowser.Pages;
        return workspace.Up(port, more);
    }

    /// <summary>The one-time link the server printed.</summary>
    public static async Task<string> Link(this TestWorkspace workspace, Server server) =>
        (await server.LineWith("#link=")).Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal));

    /// <summary>Opens the browser's session with the link the server printed, and answers the server's address.</summary>
    public static async Task<string> Enter(this BoardBrowser browser, TestWorkspace workspace, Server server)
    {
        var link = await workspace.Link(server);
        await browser.Open(link);
        await browser.Sees("status", "live");
        return new Uri(link).GetLeftPart(UriPartial.Authority);
    }

    /// <summary>A server whose board has a ticket in planning, ready, waiting for a slot, at work, parked and done.</summary>
    public static async Task<Server> UpWithEveryShape(this TestWorkspace workspace)
    {
        await workspace.Configure("http://127.0.0.1:1/v1");
        var finished = await workspace.Ready("A finished ticket");
        var parked = await workspace.Ready("A parked ticket");
        var held = await workspace.Ready("A held ticket");
        var waiting = await workspace.Ready("A waiting ticket");
        await workspace.Ready("A ready ticket");
        await workspace.MustYoi("ticket", "create", "--title", "A thought ticket", "--priority", "low", "--body", "Perhaps.");
        var (models, model) = await workspace.ServeModel(
            Words.Write(0), Words.Submit(1),
            Words.For(held, Words.Write(0, delayMs: 600_000)),
            Words.For(finished, Words.Approve()),
            Words.For(parked, new { model = "coder-model", turn = 0, text = "Which world is meant?" }));
        await workspace.Configure(model, slots: 1);
        var server = await workspace.UpWithPages();
        await workspace.MustYoi("ticket", "queue", finished);
        await workspace.WaitForThread(finished, "step: clean", server);
        await workspace.MustYoi("ticket", "queue", parked);
        await workspace.WaitForThread(parked, "step: parked", server);
        await workspace.MustYoi("ticket", "queue", held);
        await models.LineWith($"ticket={held} turn=0 held");
        await workspace.MustYoi("ticket", "queue", waiting);
        return server;
    }
}
