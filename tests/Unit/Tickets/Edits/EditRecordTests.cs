using FsCheck;
using FsCheck.Fluent;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Edits;

/// <summary>What an item_edit event keeps reads back as it was.</summary>
public sealed class EditRecordTests
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "\n", "\r\n", "\r", "a", "é漢字", "🙂", "```", "````\n", "~~~\n", "---\n", "<!-- event: comment author: x at: 2026-05-01T12:00:00Z -->\n", "## Comment\n", "\\ No newline at end of file", "'", "# ", " ", "\t");

    private static readonly Arbitrary<string> Bodies = Arb.From(Gen.ListOf(Pieces).Select(string.Concat));

    [Fact]
    public async Task Whatever_the_old_body_was_the_event_has_it_exactly()
    {
        using var temp = new TempStore();
        foreach (var old in Gen.Sample(Bodies.Generator, 300).Distinct())
        {
            var id = temp.Place($"---\ntitle: T\n---\n\n{old}");
            File.Delete(temp.PathOf(id, "thread.md"));
            var ticket = await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Body = old + "\nand more" }));
            KeptBody(ticket.Thread.ShouldHaveSingleItem()).ShouldBe(old);
            KeptBody((await temp.ReadAsync(id)).Thread[0]).ShouldBe(old);
        }
    }

    [Fact]
    public async Task Every_body_that_is_set_is_the_body_that_is_read()
    {
        using var temp = new TempStore();
        foreach (var (old, body) in Gen.Sample(Gen.Zip(Bodies.Generator, Bodies.Generator), 300))
        {
            var id = temp.Place($"---\ntitle: T\n---\n\n{old}");
            var ticket = await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Body = body }));
            Content(ticket.Item.Body).ShouldBe(Content(body));
        }
    }

    /// <summary>As a reader would take it out: from behind the opening fence to the line that closes it.</summary>
    private static string KeptBody(ThreadEvent told)
    {
        var kept = told.Body[(told.Body.IndexOf("Body before:\n\n", StringComparison.Ordinal) + "Body before:\n\n".Length)..];
        var fence = kept[..kept.IndexOf("markdown\n", StringComparison.Ordinal)];
        var text = kept[(fence.Length + "markdown\n".Length)..];
        var isWhole = text.EndsWith(fence, StringComparison.Ordinal);
        isWhole.ShouldBe(!text.EndsWith($"\n{fence}\n\\ No newline at end of file", StringComparison.Ordinal));
        text = isWhole ? text[..^fence.Length] : text[..text.LastIndexOf($"\n{fence}\n", StringComparison.Ordinal)];
        text.Contains(fence, StringComparison.Ordinal).ShouldBeFalse();
        return text;
    }

    private static string Content(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd('\r'))).TrimEnd('\n');
}
