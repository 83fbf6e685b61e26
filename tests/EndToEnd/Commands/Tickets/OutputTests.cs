namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>What commands print goes where a shell sends it.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task Two_commands_write_one_behind_the_other_into_a_file_and_a_reader_may_leave_early()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.Create("One");
        var yoi = Checkout.Yoi;
        (await Shell($"{{ '{yoi}' ticket list; '{yoi}' ticket list --json; '{yoi}' ticket list; }} > out.txt && cat out.txt")).Output.Split('\n').Select(line => line.Contains(id, StringComparison.Ordinal))
            .ShouldBe([true, true, true, false]);
        for (var i = 0; i < 3; i++) await workspace.MustYoi("ticket", "comment", id, "--body", new string('x', 100_000));
        (await Shell($"set -o pipefail; '{yoi}' ticket show {id} --json | head -c 10; exit ${{PIPESTATUS[0]}}")).ExitCode.ShouldBe(0);

        Task<Ended> Shell(string script) => Run.Program("bash", workspace.Root, workspace.Environment, null, "-c", script);
    }
}
