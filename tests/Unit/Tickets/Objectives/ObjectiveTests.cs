using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Objectives;

public sealed class ObjectiveTests
{
    [Fact]
    public async Task An_objective_is_a_file_beside_the_tickets()
    {
        using var temp = new TempStore();
        var (one, two) = (await temp.CreateAsync("One"), await temp.CreateAsync("Two"));

        var made = await Make(temp, new() { Title = "It's fast", Body = "## Goal\n\nFast.", Links = [two, one, two] });

        temp.Store.Objectives.Root.ShouldBe(Path.Combine(temp.Outside, ".yoi", "objectives"));
        Text(temp, made.Id).ShouldBe(
            $"---\ntitle: 'It''s fast'\nstate: 'active'\ncreated_at: '2026-05-01T12:00:00Z'\nupdated_at: '2026-05-01T12:00:00Z'\nlinked_tickets: ['{two}', '{one}']\n---\n\n## Goal\n\nFast.\n");
        var read = (await temp.Store.Objectives.ReadAsync(made.Id, TempStore.Ct)).Value;
        (read.Title, read.State, read.LinkedTickets.Count, read.Revision).ShouldBe(("It's fast", ObjectiveState.Active, 2, made.Revision));
        Directory.GetFileSystemEntries(temp.Store.Objectives.Root).Select(Path.GetFileName).ShouldBe([made.Id.ToString()]);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_without_a_body_has_the_sections_to_fill_in()
    {
        using var temp = new TempStore();
        (await Make(temp, new() { Title = "T" })).Body.ShouldBe(
            "## Goal\n\n## Motivation / background\n\n## Strategy / design direction\n\n## Success criteria / exit conditions\n\n## Decision context\n");
    }

    [Fact]
    public async Task Objectives_of_the_same_moment_have_ids_of_their_own_and_are_listed_in_order()
    {
        using var temp = new TempStore();
        var (first, second) = (await Make(temp, new() { Title = "First" }), await Make(temp, new() { Title = "Second" }));
        (await temp.Store.Objectives.ListAsync(TempStore.Ct)).Value.Select(o => o.Objective!.Title).ShouldBe(["First", "Second"]);
        temp.Store.Objectives.Resolve(second.Id.ToString()[^5..]).Value.ShouldBe(second.Id);
        temp.Store.Objectives.Resolve(first.Id.ToString()[..6]).Fault!.Code.ShouldBe(FaultCodes.AmbiguousId);
        temp.Store.Objectives.Resolve("ZZZZZ").Fault!.Message.ShouldContain("No objective's id");
    }

    [Fact]
    public async Task Title_body_state_and_links_change_and_nothing_else_of_the_file_does()
    {
        using var temp = new TempStore();
        var (one, two) = (await temp.CreateAsync("One"), await temp.CreateAsync("Two"));
        var id = Place(temp, $"---\r\n# by hand\r\nowner: ada\r\ntitle: \"Old\"\r\nstate: active # for now\r\nlinked_tickets:\r\n- {one}\r\n- nonsense\r\n---\r\n\r\n## Goal\r\n\r\nOld.\r\n");

        var changed = (await Edit(temp, id, new() { Title = "New", State = ObjectiveState.Paused, Body = "## Goal\n\nNew.\n", Link = [two, one], ExpectedState = ObjectiveState.Active })).Value;

        Text(temp, id).ShouldBe(
            $"---\r\n# by hand\r\nowner: ada\r\ntitle: 'New'\r\nstate: 'paused' # for now\r\nlinked_tickets: ['{one}', 'nonsense', '{two}']\r\nupdated_at: '2026-05-01T12:00:00Z'\r\n---\r\n\r\n## Goal\r\n\r\nNew.\r\n");
        (changed.State, changed.LinkedTickets[^1]).ShouldBe((ObjectiveState.Paused, two.ToString()));
        var fewer = (await Edit(temp, id, new() { Unlink = ["nonsense", one.ToString()] })).Value;
        fewer.LinkedTickets.ShouldBe([two.ToString()]);
        fewer.Unknown.ShouldBe([new("owner", "ada")]);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        using var temp = new TempStore();
        var ticket = await temp.CreateAsync();
        var made = await Make(temp, new() { Title = "T", Links = [ticket] });
        temp.Clock.Now += TimeSpan.FromHours(1);
        var same = (await Edit(temp, made.Id, new() { Title = "T", State = ObjectiveState.Active, Link = [ticket], Body = made.Body.TrimEnd('\n') })).Value;
        same.UpdatedAt.ShouldBe(made.UpdatedAt);
        (await Edit(temp, made.Id, new() { State = ObjectiveState.Done })).Value.UpdatedAt.ShouldBe(made.UpdatedAt + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_link_to_an_unknown_ticket_is_refused_when_it_is_written_and_told_when_it_is_read()
    {
        using var temp = new TempStore();
        var gone = await temp.CreateAsync("Gone");
        var made = await Make(temp, new() { Title = "T", Links = [gone] });
        Directory.Delete(Path.Combine(temp.Store.Root, gone.ToString()), recursive: true);

        (await temp.Store.Objectives.CreateAsync(new() { Title = "T", Links = [gone] }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await Edit(temp, made.Id, new() { Link = [gone] })).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.Store.Objectives.LinksAsync(made, TempStore.Ct)).ShouldBe([new ObjectiveLink(gone.ToString(), null, null)]);
        // What else is changed does not depend on it, and it can be removed.
        (await Edit(temp, made.Id, new() { Title = "Other" })).Value.Title.ShouldBe("Other");
        (await Edit(temp, made.Id, new() { Unlink = [gone.ToString()] })).Value.LinkedTickets.ShouldBeEmpty();
        (await Edit(temp, made.Id, new() { Unlink = [gone.ToString()] })).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task Of_two_editors_who_saw_the_same_the_second_is_told()
    {
        using var temp = new TempStore();
        var made = await Make(temp, new() { Title = "T" });
        (await Edit(temp, made.Id, new() { Title = "First", ExpectedRevision = made.Revision })).Value.Title.ShouldBe("First");
        (await Edit(temp, made.Id, new() { Title = "Second", ExpectedRevision = made.Revision })).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await Edit(temp, made.Id, new() { State = ObjectiveState.Done, ExpectedState = ObjectiveState.Paused })).Fault!.Code.ShouldBe(FaultCodes.StaleState);
    }

    [Theory]
    [InlineData("---\nstate: active\n---\n\nx\n", "line 1 has no title")]
    [InlineData("---\ntitle: T\nstate: planning\n---\n", "line 3 has a state that is none of active, paused, done, archived")]
    [InlineData("---\ntitle: T\nlinked_tickets: {a: b}\n---\n", "line 3 has no list")]
    [InlineData("no front matter", "line 1")]
    public async Task One_that_cannot_be_read_is_told_and_stops_no_other(string item, string problem)
    {
        using var temp = new TempStore();
        var id = Place(temp, item);
        await Make(temp, new() { Title = "Good" });
        var listed = (await temp.Store.Objectives.ListAsync(TempStore.Ct)).Value;
        listed.Select(o => o.Objective?.Title).ShouldBe([null, "Good"]);
        listed[0].Diagnostic!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        listed[0].Diagnostic!.Message.ShouldStartWith($"objectives/{id}/item.md {problem}");
        (await Edit(temp, id, new() { Title = "x" })).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
    }

    [Fact]
    public async Task A_symbolic_link_is_not_followed()
    {
        using var temp = new TempStore();
        var elsewhere = Directory.CreateDirectory(Path.Combine(temp.Outside, "elsewhere")).FullName;
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "item.md"), "---\ntitle: T\n---\n", TempStore.Ct);
        Directory.CreateDirectory(temp.Store.Objectives.Root);
        Directory.CreateSymbolicLink(Path.Combine(temp.Store.Objectives.Root, "00001KSKBP8Z8"), elsewhere);
        (await temp.Store.Objectives.ReadAsync(ObjectiveId.Parse("00001KSKBP8Z8", null), TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await Edit(temp, ObjectiveId.Parse("00001KSKBP8Z8", null), new() { Title = "x" })).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        File.ReadAllText(Path.Combine(elsewhere, "item.md")).ShouldBe("---\ntitle: T\n---\n");
    }

    [Fact]
    public async Task Writers_of_two_stores_take_turns_and_no_link_is_lost()
    {
        using var temp = new TempStore();
        using var other = TicketStore.Open(new() { Root = temp.Store.Root });
        List<TicketId> tickets = [];
        for (var i = 0; i < 20; i++) tickets.Add(await temp.CreateAsync($"T{i}"));
        var made = await Make(temp, new() { Title = "T" });

        var linked = await Task.WhenAll(tickets.Select((t, i) => (i % 2 == 0 ? temp.Store : other).Objectives.EditAsync(made.Id, new() { Link = [t] }, TempStore.Ct)));

        linked.ShouldAllBe(l => l.Fault == null);
        (await temp.Store.Objectives.ReadAsync(made.Id, TempStore.Ct)).Value.LinkedTickets.ShouldBe(tickets.Select(t => t.ToString()), ignoreOrder: true);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused()
    {
        using var temp = new TempStore();
        (await temp.Store.Objectives.CreateAsync(new() { Title = " " }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.Objectives.CreateAsync(new() { Title = "two\nlines" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.Objectives.CreateAsync(new() { Title = new string('x', Limits.Field + 1) }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
        var made = await Make(temp, new() { Title = "T" });
        (await Edit(temp, made.Id, new() { Title = "" })).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Edit(temp, ObjectiveId.Parse("0000000000002", null), new() { Title = "x" })).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        Directory.GetDirectories(temp.Store.Objectives.Root).Length.ShouldBe(1);
    }

    private static async Task<Objective> Make(TempStore temp, NewObjective wanted) => (await temp.Store.Objectives.CreateAsync(wanted, TempStore.Ct)).Value;

    private static Task<Result<Objective>> Edit(TempStore temp, ObjectiveId id, ObjectiveEdit edit) => temp.Store.Objectives.EditAsync(id, edit, TempStore.Ct);

    private static string Text(TempStore temp, ObjectiveId id) => File.ReadAllText(Path.Combine(temp.Store.Objectives.Root, id.ToString(), "item.md"));

    private static ObjectiveId Place(TempStore temp, string item)
    {
        var folder = Directory.CreateDirectory(Path.Combine(temp.Store.Objectives.Root, "0000000000001")).FullName;
        File.WriteAllText(Path.Combine(folder, "item.md"), item);
        return ObjectiveId.Parse("0000000000001", null);
    }
}
