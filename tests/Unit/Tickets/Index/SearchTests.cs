using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class SearchTests
{
    [Fact]
    public async Task Lines_are_found_in_all_texts_of_a_ticket_whatever_their_case()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync("The Needle", "one\r\ntwo needles\n");
        await TempStore.Must(temp.CommentAsync(id, "no\nNEEDLE here\n```\nneedle in code\n```"));
        await TempStore.Must(temp.StepAsync(id, TicketState.Planning, TicketState.Closed, reason: "rejected", resolution: "A needle."));
        await temp.CreateAsync("Hay");

        var hit = (await SearchAsync(temp, "needle")).Hits.ShouldHaveSingleItem();
        hit.Ticket.Id.ShouldBe(id);
        hit.LineCount.ShouldBe(6);
        hit.Lines.Select(l => (l.File, l.Text)).ShouldBe(
        [
            ("item.md", "title: 'The Needle'"), ("item.md", "two needles"), ("thread.md", "NEEDLE here"), ("thread.md", "needle in code"), ("thread.md", "A needle."), ("resolution.md", "A needle."),
        ]);
        foreach (var line in hit.Lines) temp.TextOf(id, line.File).Split('\n')[line.Line - 1].TrimEnd('\r').ShouldBe(line.Text);
    }

    [Fact]
    public async Task With_several_texts_a_ticket_holds_each_of_them()
    {
        using var temp = new TempStore();
        var both = await temp.CreateAsync("alpha", "beta");
        await temp.CreateAsync("alpha only");
        var hit = (await SearchAsync(temp, "ALPHA", "Beta")).Hits.ShouldHaveSingleItem();
        hit.Ticket.Id.ShouldBe(both);
        hit.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Letters_of_other_alphabets_have_case_too()
    {
        using var temp = new TempStore();
        await temp.CreateAsync("ЖУРНАЛ für Größe 受け入れ条件");
        foreach (var text in (string[])["журнал", "GRÖß", "受け入れ"]) (await SearchAsync(temp, text)).Hits.Count.ShouldBe(1, text);
    }

    [Fact]
    public async Task A_long_line_is_cut_around_the_find()
    {
        using var temp = new TempStore();
        await temp.CreateAsync("x", $"{new string('a', 5000)} needle {new string('b', 5000)}");
        var line = (await SearchAsync(temp, "needle")).Hits.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.Text.Length.ShouldBe(TicketHitLine.MostCharacters);
        line.Text.ShouldContain("needle");
        line.Text.ShouldStartWith("…");
        line.Text.ShouldEndWith("…");
    }

    [Fact]
    public async Task What_could_not_be_searched_is_told()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync("Linked");
        File.Delete(temp.PathOf(id, "thread.md"));
        File.CreateSymbolicLink(temp.PathOf(id, "thread.md"), "/etc/hostname");
        var page = await SearchAsync(temp, "needle");
        page.Hits.ShouldBeEmpty();
        var unsearched = page.Unsearched.ShouldHaveSingleItem();
        unsearched.Ticket.ShouldBe(id);
        unsearched.Fault.Code.ShouldBe("ticket_unreadable");
    }

    [Fact]
    public async Task Only_as_many_lines_come_as_were_asked_for()
    {
        using var temp = new TempStore();
        await temp.CreateAsync("x", string.Join('\n', Enumerable.Repeat("needle", 10)));
        var hit = (await SearchAsync(temp, "needle", lines: 2)).Hits.ShouldHaveSingleItem();
        hit.Lines.Count.ShouldBe(2);
        hit.LineCount.ShouldBe(10);
    }

    /// <summary>Whatever is at hand to pass tickets over unread passes over none that holds the text: with what this process has read, with the index file of another, and page by page.</summary>
    [Fact]
    public async Task What_is_found_is_what_reading_every_file_finds()
    {
        using var indexed = new IndexedStore();
        var random = new Random(17);
        Dictionary<TicketId, string> texts = [];
        for (var i = 0; i < 40; i++)
        {
            var id = await indexed.Temp.CreateAsync(Words(random, 3), Words(random, random.Next(1, 400)));
            await TempStore.Must(indexed.Temp.CommentAsync(id, Words(random, 20)));
            texts[id] = indexed.Temp.TextOf(id, "item.md") + "\n" + indexed.Temp.TextOf(id, "thread.md");
        }

        var all = string.Concat(texts.Values);
        for (var i = 0; i < 120; i++)
        {
            if (i % 40 == 0) indexed.Reopen();
            var text = i % 5 == 0 ? Words(random, 1)[..^1] + "q" : Piece(all, random);
            TicketId[] expected = [.. texts.Where(t => t.Value.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(t => t.Key).Order()];
            (await indexed.Store.SearchAsync(new() { Texts = [text] }, 1, TempStore.Ct)).Value.Hits.Select(h => h.Ticket.Id).ShouldBe(expected, text);

            List<TicketId> paged = [];
            TicketId? after = null;
            do
            {
                var page = (await indexed.Store.SearchAsync(new() { Texts = [text], Limit = 3, After = after }, 1, TempStore.Ct)).Value;
                paged.AddRange(page.Hits.Select(h => h.Ticket.Id));
                after = page.Next;
            }
            while (after is not null);
            paged.ShouldBe(expected, ignoreOrder: false, text);
        }
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => "abcdeÄß受"[random.Next(8)])])));

    private static string Piece(string text, Random random)
    {
        while (true)
        {
            var piece = text.Substring(random.Next(text.Length - 16), random.Next(1, 16));
            if (piece.AsSpan().IndexOfAny('\r', '\n') < 0) return piece.ToUpperInvariant();
        }
    }

    private static Task<TicketHitPage> SearchAsync(TempStore temp, params string[] texts) => SearchAsync(temp, texts, 100);

    private static Task<TicketHitPage> SearchAsync(TempStore temp, string text, int lines) => SearchAsync(temp, [text], lines);

    private static async Task<TicketHitPage> SearchAsync(TempStore temp, string[] texts, int lines) =>
        (await temp.Store.SearchAsync(new() { Texts = texts }, lines, TempStore.Ct)).Value;
}
