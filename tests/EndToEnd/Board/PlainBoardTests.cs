namespace Yoi.Tests.EndToEnd.Board;

/// <summary>That everyone can read the board: in both colours, on a phone, by keys, with a screen reader.</summary>
public sealed class PlainBoardTests
{
    [Fact]
    public async Task A_board_with_work_in_every_shape_has_no_barrier_and_fits_a_phone()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        var server = await workspace.UpWithEveryShape();
        await browser.Open(await workspace.Link(server));
        await browser.SeesIn("In progress", "A held ticket");
        await browser.SeesIn("In progress", "A parked ticket");
        await browser.SeesIn("Done", "A finished ticket");

        foreach (var scheme in new[] { "light", "dark" })
        {
            await browser.Colours(scheme);
            foreach (var (width, height) in new[] { (1440, 900), (390, 844) })
            {
                await browser.Size(width, height);
                (await browser.Sideways()).ShouldBe(0, $"board, {width} px");
                (await browser.Barriers()).ShouldBeEmpty($"board, {scheme}, {width} px");
                await browser.Click("button", "A parked ticket");
                await browser.Sees("dialog", "The coder ended its run without calling submit_work");
                (await browser.Sideways()).ShouldBe(0, $"sheet, {width} px");
                (await browser.Barriers()).ShouldBeEmpty($"sheet, {scheme}, {width} px");
                await browser.Press("Escape");
            }
        }

        (await browser.Faults()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_sheet_says_to_type_is_a_command_that_exists()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        var server = await workspace.UpWithEveryShape();
        await browser.Open(await workspace.Link(server));

        foreach (var title in new[] { "A thought ticket", "A ready ticket", "A waiting ticket", "A held ticket", "A parked ticket", "A finished ticket" })
        {
            await browser.Click("button", title);
            await browser.Sees("dialog", title);
            var commands = (await browser.Text("dialog")).Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("yoi ", StringComparison.Ordinal)).ToList();
            commands.ShouldNotBeEmpty(title);
            foreach (var command in commands)
            {
                var words = command.Replace("\"…\"", "because", StringComparison.Ordinal).Split(' ')[1..];
                var ended = await workspace.Yoi([.. words, "--help"]);
                ended.ExitCode.ShouldBe(0, $"{command}: {ended}");
                ended.Error.ShouldBeEmpty(command);
            }

            await browser.Press("Escape");
        }
    }
}
