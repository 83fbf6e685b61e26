using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>How bad a finding is.</summary>
public enum DoctorSeverity
{
    /// <summary>Odd or untidy; everything works.</summary>
    Warning,

    /// <summary>A record is lost, contradicts another, or cannot do what it is for.</summary>
    Error,
}

/// <summary>One fault of a ticket store.</summary>
public sealed record DoctorFinding
{
    /// <summary>What it is: the code of one of <see cref="DoctorCodes.All"/>, never renamed.</summary>
    public required string Code { get; init; }

    /// <summary>How bad it is; the same for every finding of a code.</summary>
    public required DoctorSeverity Severity { get; init; }

    /// <summary>The file or folder, from the store's root, with <c>/</c> between the parts.</summary>
    public required string Path { get; init; }

    /// <summary>The line, from 1; null where it is the file or folder as a whole.</summary>
    public int? Line { get; init; }

    /// <summary>The ticket, where it is one's.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>What is wrong and what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>Whether <see cref="TicketDoctor.FixAsync"/> mends it.</summary>
    public bool IsFixable { get; init; }

    /// <summary>Whether it was mended and is there no longer.</summary>
    public bool IsFixed { get; init; }
}
