namespace Yoi.Tests.EndToEnd.Board;

public sealed class AddressTests
{
    [Fact]
    public async Task Every_page_has_an_address_and_what_is_not_there_says_so()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        var ticket = await workspace.Ready();
        var server = await workspace.UpWithPages();
        var address = await browser.Enter(workspace, server);
        var worker = (await workspace.MustYoi("worker", "new", "--name", "Ada")).Split('\t')[0];

        await browser.Tab($"{address}/tickets/{ticket}");
        await browser.Sees("heading", "Greet the world");
        await browser.Tab($"{address}/workers/embedded/{worker}");
        await browser.Sees("heading", "Ada");
        await browser.Tab($"{address}/workers");
        await browser.Sees("link", "Ada");
        await browser.IsFitEverywhere("workers");
        (await browser.Faults()).ShouldBeEmpty();

        await browser.Tab($"{address}/nowhere/at/all");
        await browser.Sees("heading", "There is no such page");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.Tab($"{address}/tickets/{ticket[..^1]}x");
        await browser.Sees("heading", "There is no such ticket");
        await browser.Tab($"{address}/workers/embedded/{Guid.NewGuid()}");
        await browser.Sees("heading", "There is no such Worker");
        await browser.IsFitEverywhere("nobody");
        await browser.Tab($"{address}/workers/elsewhere/{worker}");
        await browser.Sees("heading", "There is no such Worker");
        (await browser.Faults()).ShouldAllBe(f => f.Contains("404"), "that there is nothing is what the browser itself tells of, nothing else");
    }
}
