using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class RelationWritingTests
{
    private const string File = "artifacts/relations.json";

    [Fact]
    public async Task A_relation_file_is_pretty_sorted_raw_and_ends_in_a_line_feed()
    {
        using var temp = new TempStore();
        var (id, first, second) = (await temp.CreateAsync(), await temp.CreateAsync(), await temp.CreateAsync());
        await Add("duplicate_of", first);
        await Add("related", second, "型　<T> & 'x' 😀 \u2028 \u007f");
        await Add("supersedes", first);
        await Add("depends_on", second, "a \"quoted\" \\ path\tand\nmore \u0001");
        await Add("depends_on", first, " ");
        await Add("blocks", await temp.CreateAsync());

        temp.TextOf(id, File).ShouldStartWith($$"""
            {
              "version": 1,
              "relations": [
                {
                  "ticket_id": "{{id}}",
                  "kind": "depends_on",
                  "target": "{{first}}",
                  "author": "tester",
                  "at": "2026-05-01T12:00:00Z"
                },
                {
                  "ticket_id": "{{id}}",
                  "kind": "depends_on",
                  "target": "{{second}}",
                  "note": "a \"quoted\" \\ path\tand\nmore \u0001",
                  "author": "tester",
                  "at": "2026-05-01T12:00:00Z"
                },
                {
                  "ticket_id": "{{id}}",
                  "kind": "blocks",

            """);
        var lines = temp.TextOf(id, File).Split('\n');
        lines.Where(l => l.Contains("\"kind\"")).Select(l => l.Split('"')[3]).ShouldBe(["depends_on", "depends_on", "blocks", "related", "supersedes", "duplicate_of"]);
        lines.ShouldContain("      \"note\": \"型　<T> & 'x' 😀 \u2028 \u007f\",");
        temp.TextOf(id, File).ShouldEndWith("\n    }\n  ]\n}\n");
        temp.TextOf(id, File).ShouldNotContain('\r');
        (await temp.ReadAsync(id)).Relations[1].ShouldBe(new("depends_on", second, "a \"quoted\" \\ path\tand\nmore \u0001", "tester", new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero)));

        Task Add(string kind, TicketId target, string? note = null) => temp.RelateAsync(id, kind, target, note);
    }

    [Fact]
    public async Task The_last_relation_leaves_an_empty_list()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        await temp.RelateAsync(id, "related", other);
        var ticket = await TempStore.Must(temp.Store.RemoveRelationAsync(id, "related", other, "someone", null, TempStore.Ct));
        ticket.Relations.ShouldBeEmpty();
        temp.TextOf(id, File).ShouldBe("{\n  \"version\": 1,\n  \"relations\": []\n}\n");
        await temp.RelateAsync(id, "related", other);
        (await temp.ReadAsync(id)).Relations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_thread_tells_of_each_change_and_an_operation_is_done_once()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        var relation = new NewRelation { Kind = "depends_on", Target = other, Note = "It is the base.", Author = "o", Operation = OperationId.Of("add") };
        await TempStore.Must(temp.Store.AddRelationAsync(id, relation, TempStore.Ct));
        await TempStore.Must(temp.Store.AddRelationAsync(id, relation, TempStore.Ct));
        await TempStore.Must(temp.Store.RemoveRelationAsync(id, "depends_on", other, "p", OperationId.Of("remove"), TempStore.Ct));
        await TempStore.Must(temp.Store.RemoveRelationAsync(id, "depends_on", other, "p", OperationId.Of("remove"), TempStore.Ct));
        var ticket = await TempStore.Must(temp.Store.AddRelationAsync(id, relation, TempStore.Ct));

        ticket.Relations.ShouldBeEmpty();
        ticket.Thread.Skip(1).Select(e => (e.Kind, e.Author, e.Attribute("relation"), e.Attribute("target"), e.Heading, e.Body)).ShouldBe(
        [
            ("relation_added", "o", "depends_on", other.ToString(), "Relation added", $"depends_on {other}\n\nIt is the base."),
            ("relation_removed", "p", "depends_on", other.ToString(), "Relation removed", $"depends_on {other}\n\nIt is the base."),
        ]);
        (await temp.ReadAsync(other)).Thread.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_relation_is_refused_and_leaves_nothing()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        var relation = new NewRelation { Kind = "related", Target = other, Author = "o" };
        (NewRelation, string)[] bad =
        [
            (relation with { Kind = "blocked_by" }, FaultCodes.Invalid),
            (relation with { Kind = "" }, FaultCodes.Invalid),
            (relation with { Target = id }, FaultCodes.Invalid),
            (relation with { Author = " " }, FaultCodes.Invalid),
            (relation with { Author = "a\nb" }, FaultCodes.Invalid),
            (relation with { Note = "half \ud83d" }, FaultCodes.Invalid),
            (relation with { Note = new('x', Limits.RelationNote + 1) }, FaultCodes.TooLarge),
            (relation with { Target = new(7) }, FaultCodes.NotFound),
        ];
        foreach (var (refused, code) in bad) (await temp.Store.AddRelationAsync(id, refused, TempStore.Ct)).Fault!.Code.ShouldBe(code);
        (await temp.Store.AddRelationAsync(new(7), relation, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.Store.RemoveRelationAsync(id, "related", other, "o", null, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.Store.RemoveRelationAsync(id, "blocked_by", other, "o", null, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        System.IO.File.Exists(temp.PathOf(id, File)).ShouldBeFalse();
        (await temp.ReadAsync(id)).Thread.Count.ShouldBe(1);

        await TempStore.Must(temp.Store.AddRelationAsync(id, relation with { Note = new('x', Limits.RelationNote) }, TempStore.Ct));
        (await temp.Store.AddRelationAsync(id, relation, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        await TempStore.Must(temp.Store.AddRelationAsync(id, relation with { Kind = "supersedes" }, TempStore.Ct));
    }

    [Theory]
    [InlineData("""{"version":1,"relations":[],"more":1}""")]
    [InlineData("""{"version":1,"relations":[{"ticket_id":"00001KSKBP8Z8","kind":"related","target":"00001KTG3MDFG","author":"x","at":"2026-05-01T12:00:00Z","weight":3}]}""")]
    [InlineData("""{"version":1,"relations":[{"ticket_id":"00001KSKBP8Z8","kind":"related","target":"lower","author":"x","at":"2026-05-01T12:00:00Z"}]}""")]
    [InlineData("""{"version":2,"relations":[]}""")]
    [InlineData("""{"relations":[]}""")]
    [InlineData("""{"version":1,"relations":[null]}""")]
    [InlineData("<<<<<<< ours\n")]
    [InlineData("")]
    public async Task A_file_this_program_cannot_read_is_kept_as_it_is(string content)
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        await System.IO.File.WriteAllTextAsync(temp.PathOf(id, File), content, TempStore.Ct);
        (await temp.Store.AddRelationAsync(id, new() { Kind = "related", Target = other, Author = "o" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.Store.RemoveRelationAsync(id, "related", other, "o", null, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.Store.RelationsAsync(id, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        temp.TextOf(id, File).ShouldBe(content);
        var ticket = await TempStore.Must(temp.CommentAsync(id, "All else works."));
        ticket.Relations.ShouldBeEmpty();
        ticket.Unowned.ShouldHaveSingleItem().ShouldBe(new(File, 1, content.Length == 0 ? 0 : 1, content));
        (await temp.Store.RelationsAsync(other, TempStore.Ct)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_of_others_are_kept_as_they_are_and_brought_into_order()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        string Record(string kind, string target, string at) => $$"""{"ticket_id":"{{id}}","kind":"{{kind}}","target":"{{target}}","note":null,"author":"x","at":"{{at}}"}""";
        await System.IO.File.WriteAllTextAsync(
            temp.PathOf(id, File),
            $$"""{"version":1,"relations":[{{Record("mirrors", "00001KTG3MDFG", "yesterday")}},{{Record("depends_on", "00001KTG3MDFG", "2026-05-01T12:00:00Z")}}]}""",
            TempStore.Ct);

        var ticket = await temp.RelateAsync(id, "blocks", other);

        ticket.Relations.Select(r => (r.Kind, r.Target.ToString(), r.At is null)).ShouldBe(
            [("depends_on", "00001KTG3MDFG", false), ("blocks", other.ToString(), false), ("mirrors", "00001KTG3MDFG", true)]);
        temp.TextOf(id, File).ShouldContain("\"at\": \"yesterday\"");
        temp.TextOf(id, File).ShouldNotContain("note");
        (await temp.Store.BlockersAsync(id, TempStore.Ct)).Value.ShouldHaveSingleItem().ToString().ShouldBe("00001KTG3MDFG");
        await TempStore.Must(temp.Store.RemoveRelationAsync(id, "depends_on", TicketId.Parse("00001KTG3MDFG", null), "o", null, TempStore.Ct));
        (await temp.Store.BlockersAsync(id, TempStore.Ct)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_relation_that_a_crash_cut_off_is_finished()
    {
        for (var applied = 0; applied <= 3; applied++)
        {
            using var temp = new TempStore();
            var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
            Ticket? whole = null;
            temp.Clock.Now += TimeSpan.FromSeconds(5);
            var crash = await Crash.OfAsync(temp, id, async () => whole = await temp.RelateAsync(id, "blocks", other));
            crash.Steps.ShouldBe(3);
            crash.At(applied);
            (await temp.ReadAsync(id)).Relations.ShouldBe(whole!.Relations);
            var after = await TempStore.Must(temp.CommentAsync(id, "Next"));
            after.Relations.ShouldBe(whole.Relations);
            after.Thread.Select(e => e.Kind).ShouldBe(["create", "relation_added", "comment"]);
        }
    }

    [Fact]
    public async Task Writers_at_once_lose_no_relation()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        List<TicketId> others = [];
        for (var i = 0; i < 8; i++) others.Add(await temp.CreateAsync());
        await Task.WhenAll(others.Select(other => Task.Run(() => temp.RelateAsync(id, "related", other), TempStore.Ct)));
        (await temp.ReadAsync(id)).Relations.Select(r => r.Target).ShouldBe(others);
    }

    [Fact]
    public async Task A_relation_file_that_is_a_link_is_not_followed()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAsync(), await temp.CreateAsync());
        var outside = Path.Combine(temp.Outside, "outside.json");
        await System.IO.File.WriteAllTextAsync(outside, "{\"version\":1,\"relations\":[]}", TempStore.Ct);
        System.IO.File.CreateSymbolicLink(temp.PathOf(id, File), outside);
        (await temp.Store.AddRelationAsync(id, new() { Kind = "related", Target = other, Author = "o" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.Store.RelationsAsync(id, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await System.IO.File.ReadAllTextAsync(outside, TempStore.Ct)).ShouldBe("{\"version\":1,\"relations\":[]}");
    }
}
