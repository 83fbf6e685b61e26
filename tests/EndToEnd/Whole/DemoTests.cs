namespace Yoi.Tests.EndToEnd.Whole;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_three_closed_tickets_and_what_it_claims_is_in_git()
    {
        using var folder = new DemoFolder();

        var ended = await folder.Demo();

        await folder.MustBeWholeAndClean(ended);
        ended.Output.ShouldContain("The model's words are recorded.");
        var rows = ended.Output.Split('\n').Where(l => l.Contains(" closed ", StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w is [_, "closed", ..]).ToList();
        rows.Select(r => string.Join(' ', r[..7])).ShouldBe(["hours closed 0 - 2 of 2", "parse closed 1 hours 3 of 3", "ago closed 1 - 2 of 3"]);
        rows.ShouldAllBe(r => r.Length > 7);
        ended.Output.Split('\n').SkipWhile(l => !l.Contains("the person queues", StringComparison.Ordinal)).TakeWhile(l => !l.StartsWith("Look:", StringComparison.Ordinal))
            .ShouldAllBe(l => l.TrimEnd().Length <= 80 || l.StartsWith("rounds:", StringComparison.Ordinal), "steps and table fit a terminal");
        (await Run.Git(folder.Repository, "rev-list", "--count", "main")).ShouldBe("1");
        (await Run.Git(folder.Repository, "log", "--format=%s", "yoi/integration", "--", "src/parse.js")).Split('\n').Length.ShouldBe(2, "the rework is a commit of its own");
    }

    [Fact]
    public async Task With_one_slot_the_third_ticket_waits_for_it_once()
    {
        using var folder = new DemoFolder();

        var ended = await folder.Demo("--slots", "1");

        await folder.MustBeWholeAndClean(ended);
        ended.Output.ShouldMatch(@"ago +closed +1 +capacity");
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused_and_left_alone()
    {
        using var folder = new DemoFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "mine"), "x", TestContext.Current.CancellationToken);

        var ended = await folder.Demo();

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("conflict");
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([Path.Combine(folder.Path, "mine")]);
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "--model", "openai:gpt-5")]
    [InlineData("ANTHROPIC_API_KEY", "--model", "anthropic:claude-sonnet-4-5")]
    [InlineData("openai:<model>", "--model", "gpt-5")]
    [InlineData("1 to 8", "--slots", "0")]
    public async Task What_cannot_be_is_refused_before_anything_is_made_and_says_what_to_do(string said, params string[] arguments)
    {
        using var folder = new DemoFolder();

        var ended = await folder.Demo(arguments);

        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldContain(said);
        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task There_is_nothing_to_resume_where_no_demo_was()
    {
        using var folder = new DemoFolder();

        var ended = await folder.Demo("--resume");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("not_found");
    }
}
