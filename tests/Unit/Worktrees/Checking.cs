using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Checking(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static CheckRequest Request(string commit, string command) => new()
    {
        ReceiptId = ReceiptId.New(TimeProvider.System),
        Ticket = new(1_700_000_000_000),
        Attempt = "a1",
        Purpose = "submit",
        Command = command,
        Commit = commit,
        Timeout = TimeSpan.FromSeconds(20),
    };

    [Fact]
    public async Task A_command_runs_on_exactly_the_commit_and_its_output_is_in_order()
    {
        var worktree = await fixture.AddAsync("K1-x");
        File.WriteAllText(Path.Combine(worktree.Path, "untracked"), "not part of the commit");
        var request = Request(fixture.First, "echo one; echo two >&2; echo \"$0 $#\"; find . -mindepth 1 | sort; ls -d /git .git .yoi; exit 4");
        var run = await RunAsync(request);

        Encoding.UTF8.GetString(run.Output.Span).ShouldStartWith("one\ntwo\n/bin/sh 0\n./.gitignore\n./readme.md\n./src\n./src/a.txt\nls: ");
        run.Receipt.ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(4), r => r.Passed().ShouldBeFalse(), r => r.Commit.ShouldBe(fixture.First), r => r.Id.ShouldBe(request.ReceiptId),
            r => r.Tree.ShouldBe(fixture.Git("rev-parse", "HEAD^{tree}")), r => r.Output.ShouldBe($"{request.ReceiptId}.log"), r => r.Command.ShouldBe(request.Command),
            r => r.OutputSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(run.Output.Span))), r => r.Host["sandbox"].ShouldBe("bubblewrap"));
        Directory.GetFileSystemEntries(fixture.Host["state/checks"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_check_leaves_another_does_not_find()
    {
        (await RunAsync(Request(fixture.First, "touch left /tmp/left; mkdir -p deep/locked; touch deep/locked/x; chmod 0 deep/locked; sleep 100 &"))).Receipt.Passed().ShouldBeTrue();
        (await RunAsync(Request(fixture.First, "test ! -e left -a ! -e /tmp/left"))).Receipt.Passed().ShouldBeTrue();
        Directory.GetFileSystemEntries(fixture.Host["state/checks"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Out_of_time_has_a_receipt_without_an_exit_code_and_long_output_says_what_is_missing()
    {
        var late = await RunAsync(Request("main", "echo begun; sleep 60") with { Timeout = TimeSpan.FromSeconds(1) });
        (late.Receipt.ExitCode, late.Receipt.Passed(), Encoding.UTF8.GetString(late.Output.Span)).ShouldBe((null, false, "begun\n"));
        var text = Encoding.UTF8.GetString((await RunAsync(Request("main", "seq 100000") with { OutputLimit = 1000 })).Output.Span);
        text.ShouldStartWith("1\n2\n");
        text.ShouldContain("bytes are left out here]");
        text.ShouldEndWith("\n100000\n");
    }

    [Fact]
    public async Task Without_a_sandbox_or_a_commit_there_is_no_receipt()
    {
        var none = new Checks(fixture.Repository, new BubblewrapSandbox(new() { Program = "/nowhere/bwrap" }));
        (await none.RunAsync(Request("main", "true"), Cancellation)).Fault!.Code.ShouldBe("sandbox_unavailable");
        (await none.RunAsync(Request("nothing", "true"), Cancellation)).Fault!.Code.ShouldBe("not_found");
        none.RemoveLeftovers();
    }

    private async Task<CheckRun> RunAsync(CheckRequest request)
    {
        if (await fixture.Sandbox.CheckAsync(Cancellation) is { } fault) Assert.Skip(fault.ToString());
        return (await new Checks(fixture.Repository, fixture.Sandbox).RunAsync(request, Cancellation)).Value;
    }
}
