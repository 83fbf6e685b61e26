namespace Yoi.Tests.EndToEnd.Commands;

public sealed class WorkerHelpTests
{
    private const int Lines = 24;

    [Fact]
    public async Task Help_for_Workers_fits_a_screen_and_shows_an_example()
    {
        await using var workspace = await TestWorkspace.Make();
        foreach (var verb in new[] { "list", "show", "new", "send", "tail", "interrupt", "stop", "restore", "approve" })
        {
            var help = await workspace.MustYoi("worker", verb, "--help");
            help.ShouldContain($"Example:\n  yoi worker {verb}");
            help.Split('\n').Length.ShouldBeLessThan(Lines, help);
        }
    }

    [Fact]
    public async Task On_a_terminal_lists_and_outcomes_are_for_reading()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(0, "Hello."));
        await workspace.Configure(model);
        await workspace.Up();
        var id = (await workspace.MustYoi("worker", "new", "--name", "Ada Lovelace")).Split('\t')[0];

        var list = workspace.StartOnTerminal("worker", "list");
        (await list.LineWith("Ada Lovelace")).ShouldContain($" {id[^8..]} ");
        (await list.Ended()).ShouldBe(0, list.Log);
        var stop = workspace.StartOnTerminal("worker", "stop", "Ada Lovelace");
        await stop.LineWith("Ada Lovelace is stopped.");
    }
}
