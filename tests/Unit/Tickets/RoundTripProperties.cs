using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>Whatever is written comes back as it was.</summary>
public sealed class RoundTripProperties
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "", "\n", "\n\n", "---", "\n---\n", "\n\n---\n\n", "```", "\n```md\n", "\n~~~~\n", "## Comment\n", "\r", "\r\n", "\0", "text", " ", "\t", "   \n  ", "受け入れ条件", "\uFEFF", "\u0085", "\u2028", "\u2029", "𝄞🎫",
        "\u202Eabc", "e\u0301", "\uFFFD", "<!-- event: comment author: a at: 2026-05-26T12:40:00Z -->", "<!-- event: x lines: 3 -->", "-->",
        "\n<!-- event: close author: x at: 2026-05-26T12:40:00Z status: closed lines: 1 -->\n\n## Closed\n\nx\n\n---\n", new string('x', 70_000));

    // Any scalar value of Unicode.
    private static readonly Gen<string> Characters =
        from number in Gen.Frequency((3, Gen.Choose(0, 0x2FF)), (1, Gen.Choose(0x2000, 0x20FF)), (1, Gen.Choose(0, 0x10FFFF)))
        select Rune.IsValid(number) ? new Rune(number).ToString() : "\uFFFD";

    private static readonly Gen<string> Bodies = Gen.OneOf(Gen.ListOf(Pieces).Select(string.Concat), Gen.ListOf(Characters).Select(string.Concat));

    private static readonly Gen<string> Values =
        from parts in Gen.ListOf(Gen.OneOf(Characters, Gen.Elements(" ", "\"", "\\", ":", "key: ", "--", "lines: 2 ", "'")))
        let text = new string([.. string.Concat(parts).Where(c => !char.IsControl(c))]).Replace("-->", "", StringComparison.Ordinal)
        select text.Length > 200 ? "long" : text;

    private static readonly Gen<NewThreadEvent> Events =
        from kind in Gen.Elements("comment", "plan", "decision", "implementation_report", "review", "of_my_own", "x1")
        from body in Bodies
        from author in Values
        from attributes in Gen.ListOf(Values)
        select new NewThreadEvent
        {
            Kind = kind,
            Author = "a" + author,
            Body = body,
            Status = kind == "review" ? "approve" : null,
            Attributes = [.. attributes.Take(3).Select((v, i) => KeyValuePair.Create($"key_{i}", v))],
        };

    [Fact]
    public async Task Events_of_any_kind_with_any_text_come_back_in_order()
    {
        using var temp = new TempStore();
        foreach (var events in Gen.ListOf(Events).Sample(20, 8))
        {
            var id = await temp.CreateAsync();
            foreach (var e in events)
            {
                var bytes = File.ReadAllBytes(temp.PathOf(id, "thread.md"));
                (await temp.Store.AppendAsync(id, e, TempStore.Ct)).Fault.ShouldBeNull();
                File.ReadAllBytes(temp.PathOf(id, "thread.md")).AsSpan().StartsWith(bytes).ShouldBeTrue();
            }

            var read = (await temp.ReadAsync(id)).Thread.Skip(1).ToList();
            // An approval without words of its own gets the store's.
            read.Select(e => (e.Kind, e.Author, e.Body, e.Attribute("status"))).ShouldBe(
                events.Select(e => (e.Kind, (string?)e.Author, e.Status is not null && string.IsNullOrWhiteSpace(e.Body) ? "Approved." : e.Body, e.Status)));
            read.Select(e => e.Attributes.Where(a => a.Key.StartsWith("key_", StringComparison.Ordinal))).ShouldBe(events.Select(e => (IEnumerable<KeyValuePair<string, string>>)e.Attributes));
        }
    }

    [Fact]
    public async Task A_ticket_with_any_text_comes_back_with_its_body_ended_by_a_line_feed()
    {
        using var temp = new TempStore();
        foreach (var (body, title) in Bodies.Zip(Values).Sample(60, 8).Select(p => (p.Item1, p.Item2)))
        {
            var ticket = new NewTicket { Title = "T" + title.Replace("\u2028", "", StringComparison.Ordinal).Replace("\u2029", "", StringComparison.Ordinal), Body = body, Author = "a", RiskFlags = ["r" + title.Trim('\u2028', '\u2029')] };
            var made = await temp.Store.CreateAsync(ticket, TempStore.Ct);
            if (made.Fault is { } fault)
            {
                fault.Code.ShouldBe("invalid", fault.Message);
                continue;
            }

            var item = (await temp.ReadAsync(made.Value.Id)).Item;
            (item.Title, item.Body).ShouldBe((ticket.Title, body.Length == 0 || body.EndsWith('\n') ? body : body + "\n"));
            item.RiskFlags.ShouldBe(ticket.RiskFlags);
        }
    }
}
