namespace Yoi.Protocol.Browser;

/// <summary>What a look at the ticket files found.</summary>
/// <param name="Tickets">How many tickets were looked at.</param>
/// <param name="Errors">How many errors are there still.</param>
/// <param name="Warnings">How many warnings are there still.</param>
/// <param name="Fixed">How many findings were mended.</param>
/// <param name="Fixable">How many could be mended and are there still.</param>
/// <param name="Findings">The findings in order of path and line, at most 500.</param>
/// <param name="More">True where more are left out.</param>
/// <param name="Stopped">Why mending stopped before its end.</param>
public sealed record DoctorView(int Tickets, int Errors, int Warnings, int Fixed, int Fixable, IReadOnlyList<DoctorFindingView> Findings, bool More, Notice? Stopped);

/// <summary>One fault of the ticket files.</summary>
/// <param name="Code">What it is; never renamed.</param>
/// <param name="Severity">warning or error.</param>
/// <param name="Path">The file, from the store's root.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Ticket">The ticket, where it is one's.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Fixable">Whether it can be mended without a guess.</param>
/// <param name="Fixed">Whether it was.</param>
public sealed record DoctorFindingView(string Code, string Severity, string Path, int? Line, TicketId? Ticket, string Message, bool Fixable, bool Fixed);
