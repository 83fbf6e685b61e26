using System.ComponentModel;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>One finding in it.</summary>
[Description("One fault of the store.")]
internal sealed record DoctorFindingOutput
{
    [Description("What it is; docs/guides/doctor-codes.md lists every code. Never renamed.")]
    public required string Code { get; init; }

    [Description("error or warning.")]
    public required string Severity { get; init; }

    [Description("The file or folder, from the store's root, with / between the parts; an objective's begins with ../objectives/.")]
    public required string Path { get; init; }

    [Description("The line, from 1; null where it is the file or folder as a whole.")]
    public required int? Line { get; init; }

    [Description("The ticket's id; null where it is no ticket's.")]
    public required string? Ticket { get; init; }

    [Description("What is wrong and what to do about it.")]
    public required string Message { get; init; }

    [Description("Whether --fix mends it, or did.")]
    public required bool Fixable { get; init; }

    [Description("Whether it was mended and is there no longer.")]
    public required bool Fixed { get; init; }

    public static DoctorFindingOutput Of(DoctorFinding finding) => new()
    {
        Code = finding.Code,
        Severity = Snake.Of(finding.Severity),
        Path = finding.Path,
        Line = finding.Line,
        Ticket = finding.Ticket?.ToString(),
        Message = finding.Message,
        Fixable = finding.IsFixable,
        Fixed = finding.IsFixed,
    };
}
