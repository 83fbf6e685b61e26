using System.Diagnostics;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class BranchNameTests
{
    private static string File(string branch) =>
        $"workspace_id: demo\ndisplay_name: Demo\norchestration:\n  target_branch: '{branch}'\n";

    [Theory]
    [InlineData("main")]
    [InlineData("team/next")]
    [InlineData("v1.2")]
    [InlineData("a@b")]
    [InlineData("übung")]
    public void A_branch_name_git_takes_is_taken(string name)
    {
        GitTakes(name).ShouldBeTrue();
        Sample.Read(File(name)).Orchestration.TargetBranch.ShouldBe(name);
    }

    [Theory]
    [InlineData("-f")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a~1")]
    [InlineData("a^")]
    [InlineData("a:b")]
    [InlineData("a?")]
    [InlineData("a*")]
    [InlineData("a[")]
    [InlineData("a\\b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".a")]
    [InlineData("a/.b")]
    [InlineData("a.")]
    [InlineData("a.lock")]
    [InlineData("a.lock/b")]
    [InlineData("a@{1}")]
    public void A_branch_name_git_refuses_is_refused(string name)
    {
        GitTakes(name).ShouldBeFalse();
        Sample.Problem(File(name)).ShouldContain("'orchestration.target_branch' must be a branch name");
    }

    [Theory]
    [InlineData("--upload-pack=x")]
    [InlineData("refs/heads/main")]
    [InlineData("HEAD")]
    [InlineData("@")]
    [InlineData("")]
    public void A_name_that_would_be_taken_for_something_else_is_refused(string name) =>
        Sample.Problem(File(name)).ShouldContain("'orchestration.target_branch'");

    [Theory]
    [InlineData("main", "main")]
    [InlineData("main/next", "main")]
    [InlineData("next", "next/main")]
    public void The_two_branches_must_be_able_to_stand_beside_each_other(string integration, string target) =>
        Sample.Problem(File(target) + $"  integration_branch: {integration}\n").ShouldContain("must be another branch than target_branch");

    private static bool GitTakes(string name)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["check-ref-format", "--branch", name]) start.ArgumentList.Add(argument);
        using var git = Process.Start(start)!;
        git.StandardOutput.ReadToEnd();
        git.StandardError.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0;
    }
}
