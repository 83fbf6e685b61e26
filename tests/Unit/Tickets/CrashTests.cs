using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class CrashTests
{
    public static TheoryData<int, int> Moments => new() { { 0, 0 }, { 0, 1 }, { 0, 150 }, { 1, 0 }, { 2, 0 }, { 3, 0 } };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_closing_that_a_crash_cut_off_is_read_whole_and_finished_by_the_next_writer(int applied, int bytesOfNext)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Done);
        var other = await temp.CreateAsync("Another");
        Ticket? whole = null;
        var crash = await Crash.OfAsync(
            temp, id, async () => whole = await TempStore.Must(temp.StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged.", op: OperationId.Of("close"))));
        crash.Steps.ShouldBe(3);
        crash.At(applied, bytesOfNext);

        ShouldBe(await temp.ReadAsync(id), whole!);
        (await temp.ReadAsync(other)).Item.Title.ShouldBe("Another");
        File.Exists(temp.ChangeFile).ShouldBeTrue();

        await TempStore.Must(temp.CommentAsync(other, "The next writer."));
        File.Exists(temp.ChangeFile).ShouldBeFalse();
        ShouldBe(await temp.ReadAsync(id), whole!);
        temp.TextOf(id, "resolution.md").ShouldBe("Merged.\n");

        var again = await TempStore.Must(temp.StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged.", op: OperationId.Of("close")));
        again.Thread.Count.ShouldBe(whole!.Thread.Count);
    }

    [Fact]
    public async Task A_plan_record_that_a_crash_cut_off_is_finished()
    {
        for (var applied = 0; applied <= 3; applied++)
        {
            using var temp = new TempStore();
            var id = await temp.CreateAsync();
            Ticket? whole = null;
            var crash = await Crash.OfAsync(
                temp, id, async () => whole = await TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "accepted_plan", Author = "o", AcceptedPlan = new("Do it.") }, TempStore.Ct)));
            crash.At(applied);
            var after = await TempStore.Must(temp.CommentAsync(id, "Next"));
            after.Plans.ShouldBe(whole!.Plans);
            after.Thread.Take(whole.Thread.Count).Select(e => e.Body).ShouldBe(whole.Thread.Select(e => e.Body));
            after.Thread.Count.ShouldBe(whole.Thread.Count + 1);
        }
    }

    [Fact]
    public async Task A_torn_change_file_is_struck_out_because_nothing_of_it_was_applied()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var crash = await Crash.OfAsync(temp, id, () => TempStore.Must(temp.CommentAsync(id, "Lost with the crash")));
        crash.At(0);
        var torn = crash.ChangeFile();
        foreach (var length in new[] { 0, 1, torn.Length / 2, torn.Length - 1 })
        {
            await File.WriteAllBytesAsync(temp.ChangeFile, torn[..length], TempStore.Ct);
            (await temp.ReadAsync(id)).Thread.ShouldAllBe(e => e.Body != "Lost with the crash");
            await TempStore.Must(temp.CommentAsync(id, "Next"));
            File.Exists(temp.ChangeFile).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_change_that_no_longer_fits_is_laid_aside_and_stops_nobody()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var crash = await Crash.OfAsync(temp, id, () => TempStore.Must(temp.CommentAsync(id, "Cut off")));
        crash.At(0);
        await File.WriteAllTextAsync(temp.PathOf(id, "thread.md"), "Rewritten by hand.\n", TempStore.Ct);
        var after = await TempStore.Must(temp.CommentAsync(id, "Next"));
        after.Unowned.ShouldHaveSingleItem().Text.ShouldStartWith("Rewritten by hand.");
        Directory.GetFiles(temp.Store.Root, ".ticket-change-*.unfinished.json").ShouldHaveSingleItem();
        File.Exists(temp.ChangeFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_one_of_whose_files_was_edited_since_is_undone_and_read_as_undone()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var other = await temp.CreateAsync("Another");
        var thread = temp.TextOf(id, "thread.md");
        temp.Clock.Now += TimeSpan.FromHours(1);
        var crash = await Crash.OfAsync(temp, id, () => TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "after", RelatedTicket = other, Author = "o" }, TempStore.Ct)));
        foreach (var (applied, bytesOfNext) in new[] { (0, 0), (0, 60), (1, 0), (2, 0) })
        {
            crash.At(applied, bytesOfNext);
            var edited = temp.TextOf(id, "item.md").Replace("A ticket", "By hand", StringComparison.Ordinal);
            await File.WriteAllTextAsync(temp.PathOf(id, "item.md"), edited, TempStore.Ct);

            var read = await temp.ReadAsync(id);
            (read.Item.Title, read.Thread.Count, read.Plans.Count).ShouldBe(("By hand", 1, 0));
            await TempStore.Must(temp.CommentAsync(other, "The next writer."));
            (temp.TextOf(id, "item.md"), temp.TextOf(id, "thread.md")).ShouldBe((edited, thread));
            (await temp.ReadAsync(id)).Plans.ShouldBeEmpty();
            Directory.GetFiles(temp.Store.Root, ".ticket-change-*.unfinished.json").ShouldHaveSingleItem("kept, for whoever asks");
        }
    }

    [Fact]
    public async Task A_change_file_that_nobody_can_have_written_is_laid_aside_and_hinders_nobody()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        string[] planted =
        [
            $$"""{"version":1,"ticket":"{{id}}","steps":[null]}""",
            $$"""{"version":1,"ticket":"{{id}}","steps":[{"file":"item.md","old_sha256":"x","content":"eA=="},{"file":"item.md","append_at":0,"content":"eA=="}]}""",
            $$"""{"version":1,"ticket":"{{id}}","steps":[{"file":"thread.md","append_at":9223372036854775807,"content":"eA=="}]}""",
        ];
        foreach (var text in planted)
        {
            await File.WriteAllTextAsync(temp.ChangeFile, text, TempStore.Ct);
            (await temp.ReadAsync(id)).Item.Title.ShouldBe("A ticket");
            (await temp.CommentAsync(id, "Next")).Fault.ShouldBeNull();
            File.Exists(temp.ChangeFile).ShouldBeFalse();
        }

        using (var file = File.Create(temp.ChangeFile)) file.SetLength(2L << 30);
        (await temp.CommentAsync(id, "Next")).Fault.ShouldBeNull();
        File.Exists(temp.ChangeFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"../../escaped","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"/tmp/escaped","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/../../escaped","append_at":0,"content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"thread.md","append_at":-5,"content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"00001KSKBP8Z8","steps":[{"file":"item.md","content":"eA=="}]}""")]
    [InlineData("""{"version":2,"ticket":"ID","steps":[{"file":"item.md","old_sha256":"OLD","content":"","remove":true}]}""")]
    [InlineData("""{"version":2,"ticket":"ID","steps":[{"file":"../ID/item.md","old_sha256":"OLD","content":"","remove":true}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/resolution-../x.md","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/resolution-01.md","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/resolution-.md","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/resolution-1.md","old_sha256":"OLD","content":"eA=="}]}""")]
    [InlineData("""{"version":1,"ticket":"ID","steps":[{"file":"artifacts/resolution-1.md","append_at":0,"content":"eA=="}]}""")]
    public async Task A_change_file_from_elsewhere_writes_and_removes_nothing_but_what_a_change_of_ours_could(string planted)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var before = Directory.GetFileSystemEntries(temp.Outside, "*", SearchOption.AllDirectories).Length;
        var item = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(temp.PathOf(id, "item.md"), TempStore.Ct)));
        await File.WriteAllTextAsync(temp.ChangeFile, planted.Replace("ID", id.ToString(), StringComparison.Ordinal).Replace("OLD", item, StringComparison.Ordinal), TempStore.Ct);
        (await TempStore.Must(temp.CommentAsync(id, "Next"))).Thread.Count.ShouldBe(2);
        Directory.GetFileSystemEntries(temp.Outside, "*", SearchOption.AllDirectories).Length.ShouldBe(before + 1);
        Directory.GetFiles(temp.Store.Root, ".ticket-change-*.unfinished.json").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_change_file_of_a_newer_program_is_left_to_it()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        await File.WriteAllTextAsync(temp.ChangeFile, $$"""{"version":3,"ticket":"{{id}}","steps":[]}""", TempStore.Ct);
        (await temp.CommentAsync(id, "Next")).Fault!.Code.ShouldBe(FaultCodes.SchemaNewer);
        (await temp.ReadAsync(id)).Thread.Count.ShouldBe(1);
        File.Exists(temp.ChangeFile).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_leaves_nothing()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Done);
        var (thread, item) = (temp.TextOf(id, "thread.md"), temp.TextOf(id, "item.md"));
        Directory.CreateDirectory(temp.PathOf(id, "resolution.md"));
        (await temp.StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged.")).Fault!.Code.ShouldBe(FaultCodes.StoreFailed);
        (temp.TextOf(id, "thread.md"), temp.TextOf(id, "item.md")).ShouldBe((thread, item));
        Directory.Delete(temp.PathOf(id, "resolution.md"));
        (await TempStore.Must(temp.StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged."))).Item.State.ShouldBe(TicketState.Closed);
    }

    [Fact]
    public async Task A_half_built_ticket_is_none_and_is_cleared_by_the_next_creation()
    {
        using var temp = new TempStore();
        await temp.CreateAsync();
        var half = Directory.CreateDirectory(Path.Combine(temp.Store.Root, ".ticket-new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "item.md"), "---\n", TempStore.Ct);
        await File.WriteAllTextAsync(Path.Combine(temp.Store.Root, ".ticket-temp"), "left over", TempStore.Ct);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Count.ShouldBe(1);
        await temp.CreateAsync();
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Count.ShouldBe(2);
        Directory.GetFileSystemEntries(temp.Store.Root, ".ticket-*").Select(Path.GetFileName).ShouldBe([".ticket-backend.lock"]);
    }

    private static void ShouldBe(Ticket ticket, Ticket expected)
    {
        (ticket.Item.State, ticket.Item.UpdatedAt, ticket.Resolution).ShouldBe((expected.Item.State, expected.Item.UpdatedAt, expected.Resolution));
        ticket.Thread.Select(e => (e.Kind, e.Body, e.Operation)).ShouldBe(expected.Thread.Select(e => (e.Kind, e.Body, e.Operation)));
    }
}
