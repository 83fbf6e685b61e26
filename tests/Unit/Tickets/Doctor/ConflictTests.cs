namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class ConflictTests
{
    private const string Item = $"{CaseStore.Id}/item.md";

    [Theory]
    [InlineData("<<<<<<< HEAD\na\nb\n=======\nc\n>>>>>>> topic\n", "'HEAD' has lines 10 to 11, 'topic' line 13.")]
    [InlineData("<<<<<<< ours\n||||||| 1a2b3c\nold\n=======\nc\n>>>>>>> theirs\n", "'ours' has nothing, 'theirs' line 13, their common ancestor line 11.")]
    [InlineData("<<<<<<<\na\n=======\n>>>>>>>\n", "one side has line 10, the other nothing.")]
    [InlineData("<<<<<<< HEAD\na\n", "a part of its markers is gone")]
    [InlineData("a\n>>>>>>> topic\n", "left over: >>>>>>>")]
    public async Task It_tells_which_side_has_which_lines(string text, string told)
    {
        using var store = new CaseStore();
        store.ReplaceIn(Item, "Words.\n", text);
        (await store.CheckAsync()).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("conflict_markers"), f => f.Message.ShouldContain(told), f => f.Message.ShouldContain("remove the markers"));
    }

    [Theory]
    [InlineData("A heading\n=======\n")]
    [InlineData("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n")]
    [InlineData("    <<<<<<< HEAD\n<<<<<<<< eight\n>>>>>>>quoted\n")]
    public async Task Quotations_and_headings_are_none(string text)
    {
        using var store = new CaseStore();
        store.ReplaceIn(Item, "Words.\n", text);
        store.Thread(CaseStore.Created, CaseStore.Event("comment", body: text));
        (await store.CheckAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_are_told_each()
    {
        using var store = new CaseStore();
        const string One = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n";
        store.ReplaceIn(Item, "Words.\n", One + "between\n" + One);
        (await store.CheckAsync()).Findings.Select(f => f.Line).ShouldBe([9, 15]);
    }
}
