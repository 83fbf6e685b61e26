using Spectre.Console;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>A report for people: by ticket on a terminal; into a pipe one line for each finding, severity, code, place and message with tabs between them.</summary>
internal static class DoctorText
{
    public static void Write(DoctorReport report)
    {
        if (PlainOutput.IsRedirected)
        {
            Rows.Write([], report.Findings.Select(f => (IReadOnlyList<string>)[Severity(f), f.Code, Place(f), f.Message]));
            // The sentence is for a person; what reads the pipe gets findings only.
            Console.Error.WriteLine(DoctorSummary.Of(report));
            return;
        }

        foreach (var group in report.Findings.GroupBy(Group))
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{Plain(group.Key)}[/]");
            foreach (var finding in group) Write(finding);
            AnsiConsole.WriteLine();
        }

        AnsiConsole.MarkupLineInterpolated($"[{(report.Errors > 0 ? "red" : report.Warnings > 0 ? "yellow" : "green")}]{DoctorSummary.Of(report)}[/]");
    }

    private static void Write(DoctorFinding finding)
    {
        var place = finding.Ticket is { } id && finding.Path.StartsWith($"{id}/", StringComparison.Ordinal) ? Place(finding)[(TicketIdLength + 1)..] : Place(finding);
        var colour = finding.IsFixed ? "green" : finding.Severity == DoctorSeverity.Error ? "red" : "yellow";
        AnsiConsole.MarkupLineInterpolated($"  [{colour}]{Severity(finding)}[/] {finding.Code} [dim]{Plain(place)}[/]");
        AnsiConsole.Write(new Padder(new Text(Plain(finding.Message)), new Padding(4, 0, 0, 0)));
    }

    private const int TicketIdLength = Protocol.TicketId.Length;

    private static string Group(DoctorFinding finding) => finding.Ticket?.ToString() ?? string.Join('/', finding.Path.Split('/')[..^1] is [_, ..] folders ? folders : ["."]);

    private static string Severity(DoctorFinding finding) => finding.IsFixed ? "fixed" : Snake.Of(finding.Severity);

    private static string Place(DoctorFinding finding) => finding.Line is { } line ? $"{finding.Path}:{line}" : finding.Path;

    /// <summary>Names of files may hold anything; none of it reaches the terminal.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
