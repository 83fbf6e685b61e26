namespace Yoi.Tests.EndToEnd.Whole;

public sealed class TrustTests
{
    [Fact]
    public async Task A_changed_validation_command_is_shown_and_not_run_until_a_person_trusts_it()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        await workspace.WriteFile(".yoi/workspace.yaml",
            (await File.ReadAllTextAsync(Path.Combine(workspace.Root, ".yoi", "workspace.yaml"), TestContext.Current.CancellationToken)).Replace("sh check.sh", "sh evil.sh", StringComparison.Ordinal));
        var server = await workspace.Up();

        (await workspace.MustYoi("status")).ShouldContain("untrusted");
        var id = await workspace.Queue();
        await workspace.WaitForThread(id, "step: clean", server);

        var thread = await workspace.Thread(id);
        thread.ShouldContain("sh check.sh");
        thread.ShouldNotContain("evil.sh");
    }

    [Fact]
    public async Task Without_a_yes_nothing_is_trusted()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var settings = Path.Combine(workspace.Root, ".yoi", "workspace.yaml");
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(settings, text.Replace("sh check.sh", "sh other.sh", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var refused = await Run.Program(Checkout.Yoi, workspace.Root, workspace.Environment, "n\n", "trust");

        refused.ExitCode.ShouldBe(1, refused.ToString());
        refused.Output.ShouldContain("sh other.sh");
        refused.Error.ShouldContain("untrusted");
    }
}
