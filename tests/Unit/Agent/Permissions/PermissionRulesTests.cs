using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent.Permissions;

public sealed class PermissionRulesTests
{
    private static readonly RunId Run = RunId.New(TimeProvider.System);

    [Theory]
    [InlineData("src/a.cs", "allow")]
    [InlineData("/work/src/a.cs", "allow")]
    [InlineData("./src//x/../a.cs", "allow")]
    [InlineData("src/secret/a.cs", "deny")]
    [InlineData("src/x/../secret/a.cs", "deny")]
    [InlineData("docs/a.md", "ask")]
    [InlineData("src/../docs/a.md", "ask")]
    [InlineData("/etc/passwd", "ask")]
    [InlineData("../src/a.cs", "ask")]
    [InlineData("src/.git/config", "ask")]
    [InlineData(".", "ask")]
    public void Globs_are_matched_against_the_path_the_tool_would_open(string path, string verdict)
    {
        PermissionRule[] rules = [new(PermissionEffect.Allow, "write", "src/**"), new(PermissionEffect.Deny, "*", "src/secret/**")];
        Name(new PermissionRules(rules, []).Decide(Write(path))).ShouldBe(verdict);
    }

    [Fact]
    public void A_call_that_no_rule_fits_is_asked_for_with_the_narrowest_rule()
    {
        var rules = new PermissionRules([new(PermissionEffect.Allow, "read")], []);
        rules.Decide(Write("src/a.cs")).ShouldBe(new Verdict.Ask(new(PermissionEffect.Allow, "write", "src/a.cs")));
        rules.Decide(Write("src/*.cs")).ShouldBe(new Verdict.Ask(null));
        rules.Decide(Write("/etc/passwd")).ShouldBe(new Verdict.Ask(null));
        rules.Decide(new("c", "submit_work", Schema.Parse("{}"))).ShouldBe(new Verdict.Ask(new(PermissionEffect.Allow, "submit_work")));
        rules.Decide(new("c", "read", Schema.Parse("{}"))).ShouldBe(Verdict.Allowed);
    }

    [Fact]
    public void A_star_means_every_tool_and_a_rule_with_a_path_might_fit_a_call_without_one()
    {
        new PermissionRules([new(PermissionEffect.Allow, "*")], []).Decide(Write("x")).ShouldBe(Verdict.Allowed);
        new PermissionRules([new(PermissionEffect.Allow, "*"), new(PermissionEffect.Deny, "*", "src/**")], []).Decide(new("c", "submit_work", Schema.Parse("{}"))).ShouldBeOfType<Verdict.Ask>();
        new PermissionRules([new(PermissionEffect.Allow, "*", "src/**")], []).Decide(new("c", "submit_work", Schema.Parse("{}"))).ShouldBeOfType<Verdict.Ask>();
    }

    [Fact]
    public void What_was_kept_is_read_from_the_history_over_all_runs()
    {
        var rule = new PermissionRule(PermissionEffect.Allow, "write", "src/a.cs");
        var profile = Bench.Coder with { Permissions = [new(PermissionEffect.Allow, "read")] };
        Verdict After(params WorkerEvent[] history) => PermissionRules.Of(profile, [.. history.Select(e => e with { Run = Run })]).Decide(Write("src/a.cs"));
        var asked = new ApprovalRequested("c", "write", "src/a.cs", default, rule);

        After(asked, new ApprovalResolved("c", true, "Ada", Always: true)).ShouldBe(Verdict.Allowed);
        After(asked, new ApprovalResolved("c", true, "Ada")).ShouldBeOfType<Verdict.Ask>();
        After(asked, new ApprovalResolved("c", false, "Ada", Always: true)).ShouldBeOfType<Verdict.Ask>();
        After(asked with { Rule = null }, new ApprovalResolved("c", true, "Ada", Always: true)).ShouldBeOfType<Verdict.Ask>();
        After(new ApprovalResolved("c", true, "Ada", Always: true)).ShouldBeOfType<Verdict.Ask>();
    }

    [Theory]
    [InlineData("write", "/etc/**")]
    [InlineData("write", "../x")]
    [InlineData("write", "")]
    [InlineData("shell", "  ")]
    [InlineData("", null)]
    public void A_profile_with_a_rule_that_cannot_be_used_is_refused(string tool, string? match) =>
        PermissionRules.Check(Bench.Coder with { Permissions = [new(PermissionEffect.Deny, tool, match)] })!.Code.ShouldBe(FaultCodes.Invalid);

    [Fact]
    public void What_people_are_shown_is_the_line_or_the_path_and_no_more_than_they_can_read()
    {
        QuestionText.Of(new("c", "shell", Schema.Parse("""{"command":"npm test"}"""))).ShouldBe("npm test");
        QuestionText.Of(Write("src/a.cs")).ShouldBe("src/a.cs");
        QuestionText.Of(new("c", "other", Schema.Parse("""{"x":1}"""))).ShouldBe("""{"x":1}""");
        QuestionText.Of(Write(string.Concat(Enumerable.Repeat("a😀", 1_000)))).ShouldSatisfyAllConditions(t => t.Length.ShouldBeLessThan(2_100), t => t.ShouldEndWith("more characters]"), t => t.ShouldNotContain('\uFFFD'));
    }

    private static ToolCall Write(string path) => new("c", "write", JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["path"] = path }));

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Allow => "allow",
        Verdict.Deny => "deny",
        _ => "ask",
    };
}
