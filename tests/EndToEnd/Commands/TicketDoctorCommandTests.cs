using System.Text.Json;

namespace Yoi.Tests.EndToEnd.Commands;

public sealed class TicketDoctorCommandTests
{
    [Fact]
    public async Task A_store_in_which_nothing_is_wrong_is_told_so()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        (await workspace.Yoi("ticket", "doctor")).ShouldBe(new(0, "", "0 tickets: nothing is wrong.\n"));
        await workspace.Queue();
        (await workspace.Yoi("ticket", "doctor", "--strict")).ShouldBe(new(0, "", "1 ticket: nothing is wrong.\n"));
        (await workspace.MustYoi("ticket", "doctor", "--json")).ShouldBe("""{"tickets":1,"errors":0,"warnings":0,"fixed":0,"findings":[]}""");
    }

    [Fact]
    public async Task Findings_are_told_mended_and_recorded()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var (id, other) = (await workspace.Queue(), await workspace.Queue());
        await Without(workspace, id, "queued_at: ");

        var told = await workspace.Yoi("ticket", "doctor");
        (told.ExitCode, told.Error).ShouldBe((0, "2 tickets: 1 warning in 1 ticket; 1 can be mended with --fix.\n"));
        told.Output.Split('\t')[..3].ShouldBe(["warning", "queue_fields_missing", $"{id}/item.md:3"]);
        (await workspace.Yoi("ticket", "doctor", "--strict")).ExitCode.ShouldBe(1);
        (await workspace.Yoi("ticket", "doctor", other[^6..])).ShouldBe(new(0, "", "1 ticket: nothing is wrong.\n"));

        var mended = await workspace.Yoi("ticket", "doctor", "--fix", "--strict");

        (mended.ExitCode, mended.Error).ShouldBe((0, "2 tickets: 1 mended, nothing is wrong any more.\n"));
        mended.Output.ShouldStartWith($"fixed\tqueue_fields_missing\t{id}/item.md:3\t");
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/item.md")).ShouldContain("queued_at: '");
        (await workspace.Yoi("ticket", "doctor", "--fix")).ShouldBe(new(0, "", "2 tickets: nothing is wrong.\n"));
    }

    [Fact]
    public async Task Errors_end_with_1_and_are_told_to_programs()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.Queue();
        var item = Path.Combine(workspace.TicketsRoot, id, "item.md");
        await File.WriteAllTextAsync(item, (await File.ReadAllTextAsync(item, TestContext.Current.CancellationToken)).Replace("'queued'", "'done'", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var ended = await workspace.Yoi("ticket", "doctor", "--json");

        (ended.ExitCode, ended.Error).ShouldBe((1, ""));
        var finding = JsonDocument.Parse(ended.Output).RootElement.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("code").GetString().ShouldBe("state_mismatch");
        (finding.GetProperty("severity").GetString(), finding.GetProperty("path").GetString(), finding.GetProperty("line").GetInt32()).ShouldBe(("error", $"{id}/item.md", 3));
        (finding.GetProperty("ticket").GetString(), finding.GetProperty("fixable").GetBoolean(), finding.GetProperty("fixed").GetBoolean()).ShouldBe((id, false, false));
        (await workspace.Yoi("ticket", "doctor", "--fix")).ExitCode.ShouldBe(1);
        (await workspace.Yoi("doctor")).Output.ShouldContain("FAULT tickets: store_corrupt: 1 ticket: 1 error. Run `yoi ticket doctor`");
        (await workspace.Yoi("ticket", "doctor", "0000000000000")).Error.ShouldContain("not_found");
        (await workspace.Yoi("ticket", "doctor", "--fast")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task On_a_terminal_findings_are_grouped_by_ticket()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.Queue();
        await Without(workspace, id, "queued_by: ");
        await workspace.WriteFile(".yoi/tickets/READ\u001b[31mME", "Words.");

        var terminal = workspace.StartOnTerminal("ticket", "doctor");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);

        terminal.Log.ShouldContain(id);
        terminal.Log.ShouldContain("item.md:3");
        terminal.Log.ShouldContain("READ [31mME");
    }

    [Fact]
    public async Task A_real_store_shows_its_faults_only()
    {
        var corpus = Path.Combine(Environment.GetEnvironmentVariable("YOI_CORPUS") is { Length: > 0 } given ? given : Path.Combine(Checkout.Root, "..", "shared", "corpus"), "tickets");
        Assert.SkipUnless(Directory.Exists(corpus), "No real ticket store here: neither YOI_CORPUS nor ../shared/corpus/tickets beside the repository.");
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        foreach (var file in Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(workspace.TicketsRoot, Path.GetRelativePath(corpus, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var ended = await workspace.Yoi("ticket", "doctor");

        (ended.ExitCode, ended.Error).ShouldBe((1, "115 tickets: 2 errors in 2 tickets, 62 warnings in 37 tickets; 1 can be mended with --fix.\n"));
        ended.Output.Split('\n').Where(l => l.StartsWith("error", StringComparison.Ordinal)).Select(l => l.Split('\t')[1]).ShouldBe(["thread_missing", "thread_missing"]);
    }

    private static async Task Without(TestWorkspace workspace, string id, string line)
    {
        var item = Path.Combine(workspace.TicketsRoot, id, "item.md");
        var lines = await File.ReadAllLinesAsync(item, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(item, lines.Where(l => !l.StartsWith(line, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
    }
}
