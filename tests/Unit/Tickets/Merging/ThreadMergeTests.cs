using System.Text;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Merging;

public sealed class ThreadMergeTests
{
    [Fact]
    public async Task Comments_of_both_branches_come_together_in_the_order_of_time()
    {
        using var branches = await Branches.OfAsync();
        await branches.CommentAsync("ours", 10, "One");
        await branches.CommentAsync("theirs", 20, "Two\n\n---\n\n```\nnot closed");
        await branches.CommentAsync("ours", 30, "Three ```");
        var merged = await branches.CleanAsync("thread.md");
        Bodies(merged).ShouldBe(["Ticket created.", "One", "Two\n\n---\n\n```\nnot closed", "Three ```"]);
        merged.ShouldStartWith(Text(branches.Sides("thread.md").Base));
    }

    [Fact]
    public async Task What_a_branch_wrote_keeps_its_order_whatever_its_clock_showed()
    {
        using var branches = await Branches.OfAsync();
        await branches.CommentAsync("theirs", 15, "theirs");
        branches.Edit("ours", "thread.md", t => t + Event("ours", 50, "first") + Event("ours", 5, "second"));
        Bodies(await branches.CleanAsync("thread.md")).ShouldBe(["Ticket created.", "theirs", "first", "second"]);
    }

    [Fact]
    public async Task One_operation_is_one_event_and_so_is_what_both_hold_byte_for_byte()
    {
        using var branches = await Branches.OfAsync();
        var op = OperationId.Of("once");
        await branches.CommentAsync("ours", 10, "Once", op);
        await branches.CommentAsync("ours", 11, "Only ours");
        // The same author on both sides, as of one operation that two programs carried out.
        (await branches.At("theirs", 12).AppendAsync(branches.Id, new() { Kind = "comment", Author = "ours", Body = "Once", Operation = op }, TempStore.Ct)).Fault.ShouldBeNull();
        foreach (var branch in new[] { "ours", "theirs" }) branches.Edit(branch, "thread.md", t => t + Event("hand", 20, "Twice the same"));
        var merged = await Branches.MergeAsync("thread.md", branches.Sides("thread.md"));
        merged.Problem.ShouldBeNull();
        Bodies(Text(merged.Bytes)).ShouldBe(["Ticket created.", "Once", "Only ours", "Twice the same"]);
    }

    [Fact]
    public async Task One_operation_that_says_two_things_is_left_to_a_person()
    {
        using var branches = await Branches.OfAsync();
        var op = OperationId.Of("once");
        await branches.CommentAsync("ours", 10, "This", op);
        await branches.CommentAsync("theirs", 10, "That", op);
        (await branches.ProblemAsync("thread.md")).ShouldContain("same operation");
    }

    [Fact]
    public async Task An_old_event_that_one_branch_edited_or_removed_stays_so()
    {
        using var branches = await Branches.OfAsync();
        (await branches.Base.CommentAsync(branches.Id, "Tpyo")).Fault.ShouldBeNull();
        (await branches.Base.CommentAsync(branches.Id, "Last")).Fault.ShouldBeNull();
        branches.Edit("ours", "thread.md", t => t.Replace("Tpyo", "Typo", StringComparison.Ordinal).Replace("Last", "The last", StringComparison.Ordinal));
        await branches.CommentAsync("ours", 10, "Ours");
        await branches.CommentAsync("theirs", 20, "Theirs");
        Bodies(await branches.CleanAsync("thread.md")).ShouldBe(["Ticket created.", "Typo", "The last", "Ours", "Theirs"]);
    }

    [Fact]
    public async Task An_old_event_that_both_edited_is_left_to_a_person()
    {
        using var branches = await Branches.OfAsync();
        (await branches.Base.CommentAsync(branches.Id, "Tpyo")).Fault.ShouldBeNull();
        branches.Edit("ours", "thread.md", t => t.Replace("Tpyo", "Typo", StringComparison.Ordinal));
        branches.Edit("theirs", "thread.md", t => t.Replace("Tpyo", "Tippo", StringComparison.Ordinal));
        (await branches.ProblemAsync("thread.md")).ShouldContain("old entries");
    }

    [Fact]
    public async Task Two_steps_of_one_state_are_left_to_a_person_and_a_step_beside_a_comment_is_not()
    {
        using var branches = await Branches.OfAsync(TicketState.Ready);
        Transition queue = new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = "x" };
        (await branches.At("ours", 10).TransitionAsync(branches.Id, queue, TempStore.Ct)).Fault.ShouldBeNull();
        await branches.CommentAsync("theirs", 5, "Wait");
        ThreadText.Read(Encoding.UTF8.GetBytes(await branches.CleanAsync("thread.md"))).Select(e => e.Kind).ShouldBe(["create", "intake_summary", "state_changed", "comment", "state_changed"]);
        (await branches.At("theirs", 12).TransitionAsync(branches.Id, queue, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.ProblemAsync("thread.md")).ShouldContain("state");
    }

    [Theory]
    [InlineData("no end", "")]
    [InlineData("no newline\n\n---", "")]
    [InlineData("more space\n\n---\n\n\n\n", "")]
    [InlineData("```\nopen", "\uFEFF")]
    public async Task Hand_made_ends_stay_as_they_are_and_hide_nothing(string end, string start)
    {
        using var branches = await Branches.OfAsync();
        branches.Edit("ours", "thread.md", t => start + t);
        branches.Edit("theirs", "thread.md", t => start + t);
        File.WriteAllText(branches.Base.PathOf(branches.Id, "thread.md"), start + branches.Base.TextOf(branches.Id, "thread.md"), new UTF8Encoding(false));
        branches.Edit("ours", "thread.md", t => t + $"\n<!-- event: note author: x at: 2026-05-01T12:00:20Z -->\n\n## Note\n\n{end}");
        await branches.CommentAsync("theirs", 10, "before");
        await branches.CommentAsync("theirs", 30, "behind");
        var merged = await branches.CleanAsync("thread.md");
        ThreadText.Read(Encoding.UTF8.GetBytes(merged)).Select(e => e.Kind).ShouldBe(["create", "comment", "note", "comment"]);
        merged.ShouldContain(end.TrimEnd('\n'));
    }

    [Fact]
    public async Task What_would_swallow_the_other_branchs_event_is_left_to_a_person()
    {
        using var branches = await Branches.OfAsync();
        branches.Edit("ours", "thread.md", t => t + "\n<!-- event: note author: x at: 2026-05-01T12:00:10Z -->\n\n```\nopen\n\n---\n");
        branches.Edit("theirs", "thread.md", t => t + "\n<!-- event: note author: y at: 2026-05-01T12:00:20Z -->\n\n```\nopen, too\n\n---\n");
        (await branches.ProblemAsync("thread.md")).ShouldContain("apart");
    }

    [Fact]
    public async Task Whatever_both_branches_write_is_there_once_and_reads_the_same()
    {
        for (var seed = 1; seed <= (FaultSample.IsLong ? 300 : 25); seed++)
        {
            var random = new Random(seed);
            using var branches = await Branches.OfAsync();
            for (var n = random.Next(3); n > 0; n--) (await branches.Base.CommentAsync(branches.Id, Body(random))).Fault.ShouldBeNull();
            branches.At("ours", 0);
            branches.At("theirs", 0);
            var (clocks, written) = (new Dictionary<string, int> { ["ours"] = 0, ["theirs"] = 0 }, new List<string>());
            for (var n = random.Next(1, 9); n > 0; n--)
            {
                var branch = random.Next(2) == 0 ? "ours" : "theirs";
                written.Add(Body(random));
                await branches.CommentAsync(branch, clocks[branch] += random.Next(3), written[^1]);
            }

            var read = ThreadText.Read(Encoding.UTF8.GetBytes(await branches.CleanAsync("thread.md")));
            var old = ThreadText.Read(branches.Sides("thread.md").Base);
            read.Take(old.Count).Select(e => e.Body).ShouldBe(old.Select(e => e.Body), $"seed {seed}");
            read.Skip(old.Count).Select(e => e.Body).ShouldBe(written, ignoreOrder: true, $"seed {seed}");
            read.Skip(old.Count).Select(e => e.At).ShouldBeInOrder(SortDirection.Ascending, $"seed {seed}");
        }
    }

    private static string Body(Random random)
    {
        string[] pieces = ["text", "\n", "---", "\n---\n", "```\n", "~~~", "\r\n", "\n\n", "<!-- event: close author: x -->", "## Comment", "受け入れ", " "];
        return $"{random.Next()} {string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]))}";
    }

    private static string Event(string author, int seconds, string body) =>
        $"\n<!-- event: comment author: {author} at: 2026-05-01T12:00:{seconds:00}Z -->\n\n## Comment\n\n{body}\n\n---\n";

    private static IEnumerable<string> Bodies(string thread) => ThreadText.Read(Encoding.UTF8.GetBytes(thread)).Select(e => e.Body);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
