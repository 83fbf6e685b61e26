using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class DoctorCodeTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Case.All.Count)];

    [Fact]
    public void Every_code_has_a_store_that_shows_it() =>
        Case.All.Select(c => c.Code).Distinct().ShouldBe(DoctorCodes.All.Select(c => c.Code), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_store_with_one_fault_shows_that_one_and_no_other(int number)
    {
        var wrong = Case.All[number];
        using var store = new CaseStore();
        (await store.CheckAsync()).Findings.ShouldBeEmpty();
        wrong.Make(store);
        var before = Snapshot.Of(store.Full(".."));

        var finding = (await store.CheckAsync()).Findings.ShouldHaveSingleItem(wrong.ToString());

        (finding.Code, finding.Line is { } line ? $"{finding.Path}:{line}" : finding.Path, finding.IsFixable).ShouldBe((wrong.Code, wrong.Where, wrong.IsFixable), finding.Message);
        finding.Severity.ShouldBe(DoctorCodes.All.Single(c => c.Code == finding.Code).Severity);
        finding.Message.ShouldEndWith(".");
        Snapshot.Of(store.Full("..")).ShouldBe(before, "It wrote without --fix.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_can_be_mended_is_and_a_second_look_finds_nothing(int number)
    {
        var wrong = Case.All[number];
        using var store = new CaseStore();
        wrong.Make(store);
        var before = Snapshot.Of(store.Full(".."));

        var report = await store.FixAsync();

        report.Stopped.ShouldBeNull();
        if (wrong.IsFixable)
        {
            (report.Errors, report.Warnings, report.Fixed).ShouldBe((0, 0, 1), wrong.ToString());
            (await store.CheckAsync()).Findings.ShouldBeEmpty(wrong.ToString());
            (await store.FixAsync()).Findings.ShouldBeEmpty();
            return;
        }

        report.Findings.ShouldHaveSingleItem().IsFixed.ShouldBeFalse();
        Snapshot.Of(store.Full("..")).ShouldBe(before, "Nothing was to be mended.");
    }

    [Fact]
    public void Codes_are_unique_snake_case_and_say_what_to_do()
    {
        DoctorCodes.All.Select(c => c.Code).ShouldBeUnique();
        DoctorCodes.All.ShouldAllBe(c => c.Code.All(l => char.IsAsciiLetterLower(l) || char.IsAsciiDigit(l) || l == '_') && c.Meaning.EndsWith('.') && c.Advice.EndsWith('.'));
        DoctorCodes.All.Where(c => c.Fix is not null).Select(c => c.Code).ShouldBe(Case.All.Where(c => c.IsFixable).Select(c => c.Code).Distinct(), ignoreOrder: true);
    }
}
