using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>Checks in the real sandbox.</summary>
public sealed class WorktreeCheckTests : WorktreeServerFixture
{
    private const string Path = "/v1/worktrees/T1-x/checks";

    [Fact]
    public async Task Commands_run_on_what_was_committed_and_their_receipts_can_be_verified()
    {
        await MakeWorkAsync();
        var allocated = ReceiptId.New(Time);
        var call = Call("cat new; ls -a", "exit 3") with { Commands = [new("cat new; test ! -e dirty", allocated), new("echo no >&2; exit 3")], Purpose = "merge" };
        var report = await RunAsync(call);

        report.Commit.ShouldBe(Repo.Git("rev-parse", "work/T1-x"));
        report.PublicKey.ShouldStartWith("-----BEGIN PUBLIC KEY-----");
        var receipts = report.Checks.Select(check => ReceiptVerifier.Verify(check.Receipt, report.PublicKey).Value).ToList();
        receipts.Select(r => r.ExitCode).ShouldBe([0, 3]);
        receipts.Select(r => r.Command).ShouldBe(call.Commands.Select(c => c.Command));
        receipts.ShouldAllBe(r => r.Commit == report.Commit && r.Ticket == call.Ticket && r.Attempt == call.Attempt && r.Purpose == "merge" && r.Host["sandbox"] == "bubblewrap");
        receipts[0].Id.ShouldBe(allocated);
        report.Checks.Select(Output).ShouldBe(["work", "no\n"]);
        foreach (var (receipt, check) in receipts.Zip(report.Checks)) receipt.OutputSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(check.Output))));
        // Another host's key verifies none of them.
        using var other = (await ReceiptSigner.OpenAsync(Repo.Host["other-keys"], Cancelled)).Value;
        ReceiptVerifier.Verify(report.Checks[0].Receipt, other.PublicKeyPem).Fault!.Code.ShouldBe(FaultCodes.VerificationFailed);
    }

    [Fact]
    public async Task What_is_checked_is_part_of_the_branch()
    {
        await MakeWorkAsync();
        (await RunAsync(Call("test ! -e new") with { Commit = Repo.First })).ShouldSatisfyAllConditions(r => r.Commit.ShouldBe(Repo.First), r => ExitCode(r).ShouldBe(0));
        Repo.Host.Write("repo/elsewhere", "x");
        await RefusedAsync(404, FaultCodes.NotFound, "POST", Path, Body(Call("true") with { Commit = Repo.CommitAll("elsewhere") }));
        await RefusedAsync(404, FaultCodes.NotFound, "POST", Path, Body(Call("true") with { Commit = "nothing" }));
        await RefusedAsync(400, FaultCodes.Invalid, "POST", Path, Body(Call("true") with { Commit = "--output=x" }));
    }

    [Fact]
    public async Task A_command_that_hangs_is_killed_with_all_it_started_and_one_that_floods_is_cut()
    {
        await MakeWorkAsync();
        var mark = $"10{Random.Shared.Next(1_000_000, 9_999_999)}";
        var report = await RunAsync(Call($"echo begun; (setsid sleep {mark} &) ; sleep {mark}", "yes flood | head -c 20000000; echo the end") with { TimeoutSeconds = 2, OutputLimit = 2048 });

        var receipts = report.Checks.Select(check => ReceiptVerifier.Verify(check.Receipt, report.PublicKey).Value).ToList();
        (receipts[0].ExitCode, Output(report.Checks[0])).ShouldBe((null, "begun\n"));
        Running(mark).ShouldBeEmpty();
        Output(report.Checks[1]).ShouldSatisfyAllConditions(
            text => text.Length.ShouldBeLessThan(2200), text => text.ShouldContain("bytes are left out here]"), text => { if (receipts[1].ExitCode == 0) text.ShouldEndWith("the end\n"); });
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_call_that_is_none_runs_nothing(string body)
    {
        await AddAsync("T1-x");
        await RefusedAsync(400, FaultCodes.Invalid, "POST", Path, body);
    }

    public static TheoryData<string> Bad =>
    [
        Body(Call()),
        Body(Call([.. Enumerable.Repeat("true", 17)])),
        Body(Call("")),
        Body(Call(" ")),
        Body(Call("a\0b")),
        Body(Call(new string('x', 8 * 1024 + 1))),
        Body(Call("true") with { TimeoutSeconds = 0 }),
        Body(Call("true") with { TimeoutSeconds = 3_601 }),
        Body(Call("true", "true") with { TimeoutSeconds = 1_801 }),
        Body(Call("true") with { TimeoutSeconds = int.MaxValue }),
        Body(Call("true") with { OutputLimit = 1023 }),
        Body(Call("true") with { OutputLimit = 256 * 1024 + 1 }),
        Body(Call("true") with { Purpose = "land" }),
        Body(Call("true") with { Attempt = "" }),
        Body(Call("true") with { Attempt = "a\nb" }),
        Body(Call("true") with { Commands = [new("true", Same), new("false", Same)] }),
        """{"commands":[null],"ticket":"0000000000000","attempt":"1","purpose":"submit"}""",
        """{"commands":["true"],"ticket":"0000000000000","attempt":"1","purpose":"submit"}""",
        """{"commands":[{"command":"true"}],"ticket":"../..","attempt":"1","purpose":"submit"}""",
    ];

    private static ReceiptId Same { get; } = ReceiptId.New(TimeProvider.System);

    private static CheckCall Call(params string[] commands) => new([.. commands.Select(c => new CheckCommand(c))], new(1_700_000_000_000), "a1", "submit", TimeoutSeconds: 20);

    private static string Body(CheckCall call) => JsonSerializer.Serialize(call, WireJson.Default.CheckCall);

    private static string Output(CheckedCommand check) => Encoding.UTF8.GetString(Convert.FromBase64String(check.Output));

    private static int? ExitCode(CheckReport report) => ReceiptVerifier.Verify(report.Checks.ShouldHaveSingleItem().Receipt, report.PublicKey).Value.ExitCode;

    private static IEnumerable<string> Running(string mark) => Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(mark, StringComparison.Ordinal));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // No process, or one that ended.
            return "";
        }
    }

    private async Task MakeWorkAsync()
    {
        if (await Repo.Sandbox.CheckAsync(Cancelled) is { } fault) Assert.Skip(fault.ToString());
        await AddAsync("T1-x");
        File.WriteAllText(System.IO.Path.Combine(Folder("T1-x"), "new"), "work");
        await CommitAsync("T1-x");
        File.WriteAllText(System.IO.Path.Combine(Folder("T1-x"), "dirty"), "not committed");
    }

    private Task<CheckReport> RunAsync(CheckCall call) => AskAsync(WireJson.Default.CheckReport, "POST", Path, Body(call));
}
