namespace Yoi.Tests.EndToEnd.Whole;

public sealed class OneServerTests
{
    [Theory]
    [InlineData("home")]
    [InlineData("other-home")]
    public async Task A_second_server_on_a_workspace_is_refused_whatever_its_home(string home)
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:9/v1");
        await workspace.Up();
        var environment = workspace.Environment;
        environment["YOI_HOME"] = Path.Combine(Path.GetDirectoryName(workspace.Root)!, home);

        var ended = await Run.Program(Checkout.Yoi, workspace.Root, environment, null, "up", "--no-open");

        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith("yoi: store_locked: A server runs for this workspace already.");
    }

    [Fact]
    public async Task A_ticket_deleted_under_its_attempt_parks_it_and_makes_room_for_the_next()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(
            Words.Write(0, delayMs: 1_000), Words.Submit(1), Words.Approve());
        await workspace.Configure(model, slots: 1);
        var server = await workspace.Up();
        var gone = await workspace.Queue();
        await models.LineWith("held for");

        Directory.Delete(Path.Combine(workspace.TicketsRoot, gone), recursive: true);
        var next = await workspace.Queue();

        await workspace.WaitForThread(next, "step: clean", server);
    }
}
