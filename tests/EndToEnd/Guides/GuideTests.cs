using System.Text.RegularExpressions;

namespace Yoi.Tests.EndToEnd.Guides;

/// <summary>What a guide tells a person to type works as it stands there.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("tickets.md")]
    [InlineData("runtimes.md")]
    [InlineData("api.md")]
    public async Task Every_command_of_the_guide_works(string guide)
    {
        await using var workspace = await TestWorkspace.Make();
        var text = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "guides", guide), TestContext.Current.CancellationToken);
        var commands = string.Join("\n", Shell().Matches(text).Select(m => m.Groups[1].Value));
        commands.ShouldContain("yoi ");
        var environment = new Dictionary<string, string>(workspace.Environment)
        {
            ["PATH"] = $"{Path.GetDirectoryName(Checkout.Yoi)}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        // As a person at a prompt, all in one shell: ids are kept in variables; the first command that fails ends it.
        var ended = await Run.Program("bash", workspace.Root, environment, null, "--norc", "-euo", "pipefail", "-x", "-c", commands);
        ended.ExitCode.ShouldBe(0, ended.ToString());
    }

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shell();
}
