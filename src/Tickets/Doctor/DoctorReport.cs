using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a look at a store found.</summary>
/// <param name="Tickets">How many tickets were looked at.</param>
/// <param name="Findings">In the order of their paths and lines; a code's findings in one file are told up to <see cref="MostOfAKind"/>.</param>
public sealed record DoctorReport(int Tickets, IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>How many findings of one code are told of one file; the last of them counts the rest.</summary>
    public const int MostOfAKind = 50;

    /// <summary>How many errors are there still.</summary>
    public int Errors => Findings.Count(f => !f.IsFixed && f.Severity == DoctorSeverity.Error);

    /// <summary>How many warnings are there still.</summary>
    public int Warnings => Findings.Count(f => !f.IsFixed && f.Severity == DoctorSeverity.Warning);

    /// <summary>How many were mended.</summary>
    public int Fixed => Findings.Count(f => f.IsFixed);

    /// <summary>How many could be mended and are there still.</summary>
    public int Fixable => Findings.Count(f => !f.IsFixed && f.IsFixable);

    /// <summary>Why mending stopped before its end, or null.</summary>
    public Fault? Stopped { get; init; }
}
