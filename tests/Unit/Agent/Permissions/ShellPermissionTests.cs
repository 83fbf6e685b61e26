using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent.Permissions;

public sealed class ShellPermissionTests
{
    private static readonly PermissionRule[] Usual = [Allow("git status"), Allow("git diff"), Allow("npm test"), Allow("ls"), Allow("echo"), Allow("env"), Allow("find"), Allow("cd")];

    [Theory]
    [InlineData("git status")]
    [InlineData("  git   diff HEAD~1 -- 'src/a b.cs' ")]
    [InlineData("cd src && npm test | ls; git status & echo \"all $HOME done\"")]
    [InlineData("npm test 2>&1 >/dev/null")]
    [InlineData("(cd web; npm test)")]
    [InlineData("echo $(git status) \"`ls`\"")]
    [InlineData("git sta\\\ntus")]
    [InlineData("git \\\n  status\nls")]
    [InlineData("'git' \"status\"")]
    [InlineData("find . -name '*.cs'")]
    [InlineData("echo $ a=b -x={1}")]
    public void A_line_of_allowed_commands_runs(string line) => Decide(line, Usual).ShouldBe(Verdict.Allowed);

    [Theory]
    [InlineData("rm -rf .")]
    [InlineData("git status\nrm x")]
    [InlineData("git status; rm x")]
    [InlineData("git status && rm x")]
    [InlineData("git status || rm x")]
    [InlineData("git status | rm x")]
    [InlineData("git status & rm x")]
    [InlineData("git status |& rm x")]
    [InlineData("echo $(rm x)")]
    [InlineData("echo \"$(rm x)\"")]
    [InlineData("echo `rm x`")]
    [InlineData("echo \"`rm x`\"")]
    [InlineData("echo $(echo `rm x`)")]
    [InlineData("echo ${A:-$(rm x)}")]
    [InlineData("echo $(( $(rm x) ))")]
    [InlineData("echo $[ $(rm x) ]")]
    [InlineData("(rm x)")]
    [InlineData("{ rm x; }")]
    [InlineData("! rm x")]
    [InlineData("if git status; then rm x; fi")]
    [InlineData("for f in a; do rm $f; done")]
    [InlineData("case a in a) rm x;; esac")]
    [InlineData("env X=1 rm x")]
    [InlineData("env")]
    [InlineData("FOO=1 git status")]
    [InlineData("PATH=. ; git status")]
    [InlineData("PATH=$(pwd) git status")]
    [InlineData("r''m x")]
    [InlineData("r\\m x")]
    [InlineData("\"rm\" x")]
    [InlineData("$RM x")]
    [InlineData("git$IFS$RM")]
    [InlineData("git $X")]
    [InlineData("$X git status")]
    [InlineData("gi? status")]
    [InlineData("~/git status")]
    [InlineData("./git status")]
    [InlineData("/usr/bin/git status")]
    [InlineData("git")]
    [InlineData("git push")]
    [InlineData("Git status")]
    [InlineData("git\u00a0status")]
    [InlineData("gіt status")]
    [InlineData("git\rstatus")]
    [InlineData("git status \u0085 rm")]
    [InlineData("echo x > file")]
    [InlineData("echo x >> file")]
    [InlineData("echo x >| file")]
    [InlineData("echo x >&file")]
    [InlineData("echo x &> file")]
    [InlineData("echo x 2>file")]
    [InlineData("ls < file")]
    [InlineData("ls <> file")]
    [InlineData("> file")]
    [InlineData("echo > /dev/null/../../etc/x")]
    [InlineData("ls <<EOF\n$(rm x)\nEOF")]
    [InlineData("ls <<<x")]
    [InlineData("ls <(rm x)")]
    [InlineData("exec rm x")]
    [InlineData("sh -c 'rm x'")]
    [InlineData("/bin/sh -c 'rm x'")]
    [InlineData("eval rm x")]
    [InlineData("command rm x")]
    [InlineData("xargs rm")]
    [InlineData("sudo rm x")]
    [InlineData("time rm x")]
    [InlineData("find . -exec rm {} ;")]
    [InlineData("find . -delete")]
    [InlineData("find . $X")]
    [InlineData("alias git=rm; git status")]
    [InlineData("git() { rm x; }; git status")]
    [InlineData("git status # harmless")]
    [InlineData("# git status\nrm x")]
    [InlineData("git status 'unfinished")]
    [InlineData("git status \"unfinished")]
    [InlineData("git status $(unfinished")]
    [InlineData("git status `unfinished")]
    [InlineData("git status )")]
    [InlineData("git status \\")]
    [InlineData("echo $'\\nrm'")]
    [InlineData("echo ((rm))")]
    [InlineData("((rm))")]
    [InlineData(". ./x")]
    [InlineData("")]
    public void A_line_with_anything_else_in_it_is_asked_for(string line) => Decide(line, Usual).ShouldBeOfType<Verdict.Ask>();

    [Theory]
    [InlineData("git push origin main")]
    [InlineData("ls && git push")]
    [InlineData("/usr/bin/git push")]
    [InlineData("FOO=1 git push")]
    [InlineData("2>/dev/null git push")]
    [InlineData("echo $(git push)")]
    [InlineData("g''it pu\\sh")]
    [InlineData("git push; echo $((1))")]
    public void A_refused_command_anywhere_refuses_the_line(string line) =>
        Decide(line, [new(PermissionEffect.Allow, "shell"), Deny("git push")]).ShouldBeOfType<Verdict.Deny>();

    [Theory]
    [InlineData("git $X")]
    [InlineData("$X git push")]
    [InlineData("! git push")]
    [InlineData("sh -c 'git push'")]
    [InlineData("env git push")]
    [InlineData("if true; then git push; fi")]
    [InlineData("$(echo git push)")]
    public void What_might_be_a_refused_command_is_asked_for_though_all_is_allowed(string line) =>
        Decide(line, [new(PermissionEffect.Allow, "shell"), Deny("git push")]).ShouldBeOfType<Verdict.Ask>();

    [Fact]
    public void The_last_rule_that_fits_decides_and_one_without_words_fits_any_line()
    {
        Decide("anything > at $((all))", [Deny("git push"), new(PermissionEffect.Allow, "*")]).ShouldBe(Verdict.Allowed);
        Decide("git push", [Deny("git push"), Allow("git")]).ShouldBe(Verdict.Allowed);
        Decide("git push", [Allow("git"), Ask("git push")]).ShouldBeOfType<Verdict.Ask>();
        Decide("ls", [new(PermissionEffect.Deny, "shell")]).ShouldBeOfType<Verdict.Deny>();
        Decide("ls", [new(PermissionEffect.Allow, "read")]).ShouldBeOfType<Verdict.Ask>();
    }

    [Theory]
    [InlineData("npm test -- --watch", "npm test")]
    [InlineData("make", null)]
    [InlineData("ls -la", "ls")]
    [InlineData("npm test && npm test", "npm test")]
    [InlineData("npm test && npm run lint", null)]
    [InlineData("cd src && npm test", null)]
    [InlineData("git -C x status", null)]
    [InlineData("git", null)]
    [InlineData("git $X", null)]
    [InlineData("dotnet build src", "dotnet build")]
    [InlineData("python -c 'x'", null)]
    [InlineData("env ls", null)]
    [InlineData("FOO=1 ls", null)]
    [InlineData("ls > x", null)]
    [InlineData("ls $((1))", null)]
    [InlineData("'a b' c", null)]
    public void The_rule_offered_covers_every_command_of_the_line_or_there_is_none(string line, string? match) =>
        Decide(line, [Ask("nothing")]).ShouldBeOfType<Verdict.Ask>().Rule.ShouldBe(match is null ? null : Allow(match));

    [Fact]
    public void Kept_rules_answer_questions_and_override_no_refusal_and_no_doubt()
    {
        PermissionRule[] rules = [Ask("npm"), Deny("npm publish")];
        Decide("npm test", rules, Allow("npm test")).ShouldBe(Verdict.Allowed);
        Decide("npm publish", rules, Allow("npm publish")).ShouldBeOfType<Verdict.Deny>();
        Decide("npm $X", rules, Allow("npm")).ShouldBeOfType<Verdict.Ask>();
        Decide("npm test > x", rules, Allow("npm test")).ShouldBeOfType<Verdict.Ask>();
        Decide("npm test; rm x", rules, Allow("npm test")).ShouldBeOfType<Verdict.Ask>();
    }

    [Fact]
    public void A_call_without_a_command_is_left_to_the_tool_which_refuses_it() =>
        new PermissionRules([Ask("x")], []).Decide(new("c", "shell", Schema.Parse("""{"command":["rm"]}"""))).ShouldBe(Verdict.Allowed);

    private static PermissionRule Allow(string match) => new(PermissionEffect.Allow, "shell", match);

    private static PermissionRule Ask(string match) => new(PermissionEffect.Ask, "shell", match);

    private static PermissionRule Deny(string match) => new(PermissionEffect.Deny, "shell", match);

    private static Verdict Decide(string line, PermissionRule[] rules, params PermissionRule[] kept) =>
        new PermissionRules(rules, kept).Decide(new("c", "shell", JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["command"] = line })));
}
