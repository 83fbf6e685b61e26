using System.Text.RegularExpressions;

namespace Yoi.Tests.Unit.Architecture;

public sealed partial class BannedSymbolTests
{
    [Theory]
    [InlineData("MayUseFiles")]
    [InlineData("MayUseProcesses")]
    [InlineData("MayUseConsole")]
    public void What_is_banned_may_be_used_by_the_projects_of_the_table_only(string flag)
    {
        Repository.Sources.Where(p => p.Property(flag) == "true").Select(p => p.Name)
            .ShouldBe(ReferenceTable.MayUse[flag], ignoreOrder: true, $"Set <{flag}>true</{flag}> in exactly the projects that ReferenceTable.MayUse lists.");
        foreach (var project in Repository.Sources) project.Property(flag).ShouldBeOneOf("true", null);
    }

    [Theory]
    [InlineData("Clock", null)]
    [InlineData("Files", "'$(MayUseFiles)' != 'true'")]
    [InlineData("Processes", "'$(MayUseProcesses)' != 'true'")]
    [InlineData("Console", "'$(MayUseConsole)' != 'true'")]
    public void Every_project_is_given_the_list_of_what_it_may_not_use(string list, string? condition)
    {
        var file = $"eng/banned/BannedSymbols.{list}.txt";
        Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldNotBeEmpty();
        var given = Repository.Xml("src/Directory.Build.props").Descendants("AdditionalFiles")
            .Where(f => f.Attribute("Include")!.Value.EndsWith(file, StringComparison.Ordinal)).ToList();
        given.Count.ShouldBe(1, $"src/Directory.Build.props must give {file} to the analyzer.");
        (given[0].Attribute("Condition") ?? given[0].Parent!.Attribute("Condition"))?.Value.ShouldBe(condition, $"The condition on {file} in src/Directory.Build.props.");
    }

    [Fact]
    public void The_analyzer_that_reads_the_lists_is_on_for_every_project()
    {
        Repository.Xml("src/Directory.Build.props").Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value)
            .ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        foreach (var project in Repository.Sources)
        {
            var text = Repository.Read(project.Path);
            BannedApiRule().IsMatch(text).ShouldBeFalse($"{project.Path} must not switch RS0030 off: take a TimeProvider, or move the code to a project that may.");
            text.Contains("<AdditionalFiles Remove", StringComparison.Ordinal).ShouldBeFalse($"{project.Path} must not remove AdditionalFiles.");
        }

        Repository.Code("src").Where(f => BannedApiRule().IsMatch(Repository.Read(f)))
            .ShouldBeEmpty("These files switch RS0030 off: take a TimeProvider, or move the code to a project that may.");
        BannedApiRule().IsMatch(Repository.Read(".editorconfig")).ShouldBeFalse(".editorconfig must not set RS0030.");
    }

    [GeneratedRegex("RS003[015]")]
    private static partial Regex BannedApiRule();
}
