using Yoi.Tests.Unit.Architecture;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class DoctorGuideTests
{
    private const string Guide = "docs/guides/doctor-codes.md";

    [Fact]
    public void The_guide_lists_every_code_as_it_is()
    {
        var rows = DoctorCodes.All.Select(c => $"| `{c.Code}` | {(c.Severity == DoctorSeverity.Error ? "error" : "warning")} | {c.Meaning} | {c.Advice} | {c.Fix ?? "-"} |");
        Repository.Read(Guide).Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(rows, $"{Guide} holds one row for each code, in their order; these are the rows:\n{string.Join('\n', rows)}");
    }
}
