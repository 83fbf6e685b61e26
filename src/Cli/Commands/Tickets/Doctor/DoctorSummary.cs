using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>A report in one sentence.</summary>
internal static class DoctorSummary
{
    public static string Of(DoctorReport report)
    {
        var tickets = Count(report.Tickets, "ticket");
        var mended = report.Fixed == 0 ? "" : $"{report.Fixed} mended, ";
        string[] left = [.. Left(report, DoctorSeverity.Error, "error"), .. Left(report, DoctorSeverity.Warning, "warning")];
        if (left.Length == 0) return $"{tickets}: {mended}nothing is wrong{(mended.Length == 0 ? "" : " any more")}.";
        var fixable = report.Fixable == 0 ? "" : $"; {report.Fixable} can be mended with --fix";
        return $"{tickets}: {mended}{string.Join(", ", left)}{fixable}.";
    }

    private static IEnumerable<string> Left(DoctorReport report, DoctorSeverity severity, string name)
    {
        DoctorFinding[] found = [.. report.Findings.Where(f => !f.IsFixed && f.Severity == severity)];
        if (found.Length == 0) yield break;
        var tickets = found.Where(f => f.Ticket is not null).Select(f => f.Ticket).Distinct().Count();
        yield return tickets == 0 || report.Tickets == 1 ? Count(found.Length, name) : $"{Count(found.Length, name)} in {Count(tickets, "ticket")}";
    }

    private static string Count(int count, string name) => count == 1 ? $"1 {name}" : $"{count} {name}s";
}
