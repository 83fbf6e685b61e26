using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Tools;

public sealed class WriteRulesTests
{
    [Theory]
    [InlineData("src/a.cs")]
    [InlineData("src/deep/b.cs")]
    public void A_path_within_the_globs_is_allowed(string path) => WriteRules.Check([path], ["src/**"], []).ShouldBeNull();

    [Theory]
    [InlineData("test/a.cs", "src/**")]
    [InlineData(".yoi/workspace.yaml", "**")]
    [InlineData(".git/config", "**")]
    [InlineData("sub/.git/config", "**")]
    [InlineData("src/../test/a.cs", "src/**")]
    [InlineData("srcx", "src/**")]
    public void A_path_outside_is_refused_and_named(string path, string glob)
    {
        var fault = WriteRules.Check([path, "src/fine.cs"], [glob], []).ShouldNotBeNull();

        fault.Code.ShouldBe(FaultCodes.OutOfScope);
        fault.Message.ShouldContain(path);
    }

    [Fact]
    public void A_protected_file_needs_a_persons_word()
    {
        var fault = WriteRules.Check([".ci/run"], ["**"], [".ci/**"]).ShouldNotBeNull();

        fault.Message.ShouldContain(".ci/run");
    }
}
