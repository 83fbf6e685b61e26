using System.Text;

namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>Help is read by people and copied into their scripts; it is held as text that a person accepted.</summary>
public sealed class HelpApprovalTests
{
    private const string Accept = "YOI_ACCEPT";

    [Theory]
    [InlineData("ticket")]
    [InlineData("objective")]
    [InlineData("completion")]
    [InlineData("runtime")]
    public async Task The_help_is_what_was_accepted(string command)
    {
        await using var workspace = await TestWorkspace.Make();
        var help = new StringBuilder();
        await Add(workspace, help, [command]);
        var file = Path.Combine(Checkout.Root, "tests", "EndToEnd", "Commands", "Accepted", $"{command}-help.txt");
        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(file, help.ToString(), TestContext.Current.CancellationToken);

        var accepted = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        help.ToString().ShouldBe(accepted, $"The help of yoi {command} changed. To accept it, run this test with {Accept}=1 and commit {Path.GetRelativePath(Checkout.Root, file)}.");
    }

    /// <summary>A command's help, then that of those below it, in the order in which it names them.</summary>
    private static async Task Add(TestWorkspace workspace, StringBuilder all, string[] words)
    {
        var help = await workspace.MustYoi([.. words, "--help"]);
        all.Append("$ yoi ").AppendJoin(' ', words).Append(" --help\n").Append(help.ReplaceLineEndings("\n")).Append("\n\n");
        var lines = help.Split('\n').SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));
        foreach (var line in lines) await Add(workspace, all, [.. words, line.Trim().Split(' ')[0]]);
    }
}
