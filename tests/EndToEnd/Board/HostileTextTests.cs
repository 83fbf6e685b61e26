namespace Yoi.Tests.EndToEnd.Board;

public sealed class HostileTextTests
{
    private const string Hostile = """
        Look <script>window.ran = 'script'</script> here <img src=x onerror="window.ran = 'picture'"> and <svg onload="window.ran = 'svg'"></svg>

        <iframe src="http://127.0.0.1:9/frame"></iframe>

        ![seen](http://127.0.0.1:9/seen.png) [run](javascript:window.ran='link') <b onclick="window.ran = 'click'">bold</b>

        ```html
        <script>window.ran = 'code'</script>
        ```
        """;

    [Fact]
    public async Task What_agents_and_people_write_runs_nothing_and_loads_nothing()
    {
        await using var browser = BoardBrowser.Start();
        await using var model = SteeredModel.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure(model.Url);
        var ticket = await workspace.MustYoi("ticket", "create", "--title", "Title <script>window.ran = 'title'</script>", "--body", Hostile);
        await workspace.MustYoi("ticket", "comment", ticket, "--body", Hostile);
        var server = await workspace.UpWithPages();
        var address = await browser.Enter(workspace, server);
        var worker = (await workspace.MustYoi("worker", "new", "--name", "Ada", "--message", Hostile)).Split('\t')[0];

        await browser.Tab($"{address}/tickets/{ticket}");
        await browser.Sees("article", "picture, not loaded: seen");
        await browser.Sees("heading", "<script>");
        await RanNothing();

        await browser.Tab($"{address}/workers/embedded/{worker}");
        var answer = await model.Asked();
        await answer.Say(Hostile);
        await browser.Sees("log", "picture, not loaded: seen");
        await answer.Call("write", new { path = "<script>window.ran = 'path'</script>.html", content = Hostile });
        answer = await model.Asked();
        await browser.Sees("article", "window.ran = 'path'");
        await answer.Call("nothing_of_this_name", new { text = Hostile });
        answer = await model.Asked();
        await browser.Sees("article", "nothing_of_this_name");
        await answer.Call("submit_work", new { summary = Hostile });
        await browser.Sees("article", "submit_work");
        await RanNothing();

        async Task RanNothing()
        {
            (await browser.Left("ran")).ShouldBeNull();
            (await browser.Faults()).ShouldBeEmpty();
            (await browser.Ids("script:not([src]):not([type])")).ShouldBeEmpty();
            (await browser.Ids("main iframe, main img, main [onerror], main [onclick], main [onload]")).ShouldBeEmpty();
        }
    }
}
