using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Front matter of every shape that could cost a YAML reader more than its size, just below the limit of front matter and just below that of the file.</summary>
public sealed class HugeItemTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static TheoryData<string, string> Shapes => new()
    {
        { "x: ", "[" }, { "x: ", "{a: " }, { "x:\n  ", "- " }, { "x:\n  ", "? " }, { "x: ", "[ [], " }, { "x: ", "&a " }, { "x: ", "!t " }, { "x: \"", "\\u0041" }, { "x: '", "''" },
        { "x: ", "word " }, { "x: ", "word\n  " }, { "x: |\n  ", "line\n  " }, { "x: ", "a: " }, { "", "# remark\n" }, { "", "\n" }, { "x: ", "\t" }, { "x: ", "," }, { "x: [", "a, " },
        { "x: [", "*a, " }, { "", "---\u0020x\n" }, { "", "%YAML 1.1\n" }, { "x: ", "\u0085" }, { "x: ", "𝄞" }, { "\"", "k" }, { "x: ", "}" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Is_read_or_refused_at_once(string start, string repeated)
    {
        using var temp = new TempStore();
        foreach (var size in new[] { Limits.FrontMatter - 100, Limits.Item - 100 })
        {
            var head = $"---\ntitle: T\n{start}";
            var count = (size - head.Length) / System.Text.Encoding.UTF8.GetByteCount(repeated);
            var id = temp.Place($"{head}{string.Concat(Enumerable.Repeat(repeated, count))}\n---\n\nText\n", "");
            await ShouldAnswerAsync(temp, id);
        }
    }

    [Fact]
    public async Task A_crowd_of_keys_is_refused_at_once()
    {
        using var temp = new TempStore();
        foreach (var count in new[] { 900, 30_000, 1_000_000 })
        {
            var id = temp.Place($"---\ntitle: T\n{string.Concat(Enumerable.Range(0, count).Select(n => $"k{n}:\n"))}---\n\nText\n", "");
            (await ShouldAnswerAsync(temp, id)).ShouldBe(count < Limits.FrontMatterKeys ? null : FaultCodes.TicketUnreadable);
        }
    }

    [Fact]
    public async Task A_body_of_many_megabytes_is_read_and_stays()
    {
        using var temp = new TempStore();
        var id = temp.Place($"---\ntitle: T\n---\n\n{new string('x', Limits.Item - 200)}\n", "");
        (await ShouldAnswerAsync(temp, id)).ShouldBeNull();
        (await temp.ReadAsync(id)).Item.Body.Length.ShouldBe(Limits.Item - 199);
    }

    private static async Task<string?> ShouldAnswerAsync(TempStore temp, TicketId id)
    {
        var read = await Task.Run(() => temp.Store.ReadAsync(id, TempStore.Ct)).WaitAsync(Patience, TempStore.Ct);
        var written = await Task.Run(() => temp.CommentAsync(id, "x")).WaitAsync(Patience, TempStore.Ct);
        (read.Fault?.Code).ShouldBeOneOf(null, FaultCodes.TicketUnreadable, FaultCodes.TooLarge);
        if (read.Fault is not null) written.Fault.ShouldNotBeNull();
        return read.Fault?.Code;
    }
}
