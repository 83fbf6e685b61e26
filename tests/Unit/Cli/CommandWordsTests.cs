using Yoi.Cli;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Cli;

/// <summary>A command such as EDITOR's is split as a person expects of a shell, and nothing in it is executed.</summary>
public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("vi", "vi")]
    [InlineData("  code --wait  ", "code|--wait")]
    [InlineData("'/my editor/vi' \"a b\" c\\ d", "/my editor/vi|a b|c d")]
    [InlineData("emacs -e '(foo \"bar\")'", "emacs|-e|(foo \"bar\")")]
    [InlineData("\"a \\\"b\\\" \\n \\\\ c\"", "a \"b\" \\n \\ c")]
    [InlineData("'a\\'b", "a\\b")]
    [InlineData("pre'fi'x\"ed\"", "prefixed")]
    [InlineData("x '' \"\"", "x||")]
    [InlineData("x $HOME `y` ~ * ; | & > z", "x|$HOME|`y`|~|*|;|PIPE|&|>|z")]
    [InlineData("x\ty\nz", "x|y|z")]
    [InlineData("x \\", "x|\\")]
    public void A_command_is_split_into_its_words(string command, string words) =>
        CommandWords.Split(command).Value.Select(word => word == "|" ? "PIPE" : word).ShouldBe(words.Split('|'));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("vi 'a")]
    [InlineData("vi \"a\\\"")]
    public void One_that_is_empty_or_has_an_open_quote_is_refused(string command) => CommandWords.Split(command).Fault!.Code.ShouldBe(FaultCodes.Invalid);
}
