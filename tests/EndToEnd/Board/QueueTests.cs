namespace Yoi.Tests.EndToEnd.Board;

public sealed class QueueTests
{
    [Fact]
    public async Task A_ready_ticket_is_queued_by_its_button_or_by_a_key_and_a_refusal_is_said_in_words()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1", slots: 0);
        await workspace.Ready("By its button");
        await workspace.Ready("By a key");
        var dependant = await workspace.Ready("A dependant");
        var dependency = await workspace.Create("Its ground");
        await workspace.MustYoi("ticket", "relation", "add", dependant, "--kind", "depends_on", "--target", dependency);
        await workspace.MustYoi("ticket", "create", "--title", "A mere thought", "--body", "Perhaps.");
        var server = await workspace.UpWithPages();
        await browser.Enter(workspace, server);

        await browser.Click("button", "Queue: By its button");
        await browser.SeesIn("Queued", "By its button");
        await browser.Focus("link", "By a key");
        await browser.Press("q");
        await browser.SeesIn("Queued", "By a key");
        (await browser.Faults()).ShouldBeEmpty();

        await browser.Focus("link", "A dependant");
        await browser.Press("q");
        await browser.Sees("alert", "it depends on tickets that are not even queued");
        await browser.SeesIn("Ready", "A dependant");
        await browser.Press("Escape");
        await browser.SeesNo("alert", "not even queued");
        await browser.Click("button", "Mark ready: A mere thought");
        await browser.Sees("alert", "Requirements");
        await browser.SeesIn("Planning", "A mere thought");
        (await browser.Faults()).ShouldAllBe(f => f.Contains("409"), "a refusal is what the browser itself tells of, nothing else");
    }
}
