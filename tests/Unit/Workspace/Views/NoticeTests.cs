using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Views;

public sealed class NoticeTests
{
    [Theory]
    [InlineData(FaultCodes.GateRefused, "no text under a heading such as \"## Requirements\"", true)]
    [InlineData(FaultCodes.OutOfScope, "Outside the paths this ticket may change (src/**): docs/a.md.", true)]
    [InlineData(FaultCodes.NothingToCommit, "Nothing was changed in /work. Do the work first.", true)]
    [InlineData(FaultCodes.Conflict, "try again. fatal: cannot lock '/home/me/repo/.git/x'", false)]
    [InlineData(FaultCodes.Invalid, "'/home/me' and (/etc/passwd)", false)]
    [InlineData(FaultCodes.Invalid, @"it lies at C:\Users\me", false)]
    [InlineData(FaultCodes.ProviderFailed, "anything the provider says", false)]
    [InlineData("never_heard_of", "anything", false)]
    public void Only_our_own_words_without_a_path_of_the_host_go_out(string code, string message, bool asItIs)
    {
        var notice = Notices.InOurWords(new(code, message));

        notice.Code.ShouldBe(code);
        (notice.Message == message).ShouldBe(asItIs);
        notice.Message.ShouldNotBeEmpty();
        Notices.Of(new(code, message)).Message.ShouldNotBe(message);
    }
}
