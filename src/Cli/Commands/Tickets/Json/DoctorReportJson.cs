using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket doctor --json</c> prints.</summary>
internal sealed record TicketDoctorJson
{
    /// <summary>How many tickets were looked at.</summary>
    public required int Tickets { get; init; }

    /// <summary>How many errors there are; those that were mended do not count.</summary>
    public required int Errors { get; init; }

    /// <summary>How many warnings there are; those that were mended do not count.</summary>
    public required int Warnings { get; init; }

    /// <summary>How many were mended by <c>--fix</c>.</summary>
    public required int Fixed { get; init; }

    /// <summary>In the order of their paths and lines.</summary>
    public required IReadOnlyList<DoctorFindingJson> Findings { get; init; }

    public static TicketDoctorJson Of(DoctorReport report) => new()
    {
        Tickets = report.Tickets,
        Errors = report.Errors,
        Warnings = report.Warnings,
        Fixed = report.Fixed,
        Findings = [.. report.Findings.Select(DoctorFindingJson.Of)],
    };
}
