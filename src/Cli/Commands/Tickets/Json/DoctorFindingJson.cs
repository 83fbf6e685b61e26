using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>One fault of a ticket store.</summary>
internal sealed record DoctorFindingJson
{
    /// <summary>What it is; docs/guides/doctor-codes.md lists every code. Never renamed.</summary>
    public required string Code { get; init; }

    /// <summary>error or warning.</summary>
    public required string Severity { get; init; }

    /// <summary>The file or folder, from the store's root, with <c>/</c> between the parts; an objective's begins with <c>../objectives/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The line, from 1; null where it is the file or folder as a whole.</summary>
    public required int? Line { get; init; }

    /// <summary>The ticket; null where it is no ticket's.</summary>
    public required TicketId? Ticket { get; init; }

    /// <summary>What is wrong and what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>Whether <c>--fix</c> mends it, or did.</summary>
    public required bool Fixable { get; init; }

    /// <summary>Whether it was mended and is there no longer.</summary>
    public required bool Fixed { get; init; }

    public static DoctorFindingJson Of(DoctorFinding finding) => new()
    {
        Code = finding.Code,
        Severity = finding.Severity == DoctorSeverity.Error ? "error" : "warning",
        Path = finding.Path,
        Line = finding.Line,
        Ticket = finding.Ticket,
        Message = finding.Message,
        Fixable = finding.IsFixable,
        Fixed = finding.IsFixed,
    };
}
