using System.ComponentModel;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket doctor --json</c> prints.</summary>
[Description("What `yoi ticket doctor --json` prints: one object in one line.")]
internal sealed record DoctorOutput
{
    [Description("How many tickets were looked at.")]
    public required int Tickets { get; init; }

    [Description("How many errors there are; those that were mended do not count.")]
    public required int Errors { get; init; }

    [Description("How many warnings there are; those that were mended do not count.")]
    public required int Warnings { get; init; }

    [Description("How many were mended by --fix.")]
    public required int Fixed { get; init; }

    [Description("In order of path and line.")]
    public required IReadOnlyList<DoctorFindingOutput> Findings { get; init; }

    public static DoctorOutput Of(DoctorReport report) => new()
    {
        Tickets = report.Tickets,
        Errors = report.Errors,
        Warnings = report.Warnings,
        Fixed = report.Fixed,
        Findings = [.. report.Findings.Select(DoctorFindingOutput.Of)],
    };
}
