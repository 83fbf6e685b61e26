using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>The fields of a ticket that <c>create</c> sets and <c>edit</c> changes.</summary>
internal sealed class TicketFieldOptions
{
    private readonly Option<string?> _priority = new("--priority") { Description = "Such as high, normal, low" };
    private readonly Option<string[]> _risks = new("--risk") { Description = "A risk flag; may be repeated", DefaultValueFactory = _ => [], HelpName = "FLAG" };
    private readonly Option<string?> _assignee = new("--assignee") { Description = "Who it is assigned to", HelpName = "NAME" };
    private readonly Option<string?> _readiness = new("--readiness") { Description = "A free word on how ready it is", HelpName = "WORD" };
    private readonly Option<string?> _repository = new("--repository") { Description = "The repository it is implemented in", HelpName = "ID" };
    private readonly Option<string?> _reference = new("--ref") { Description = "The branch or other reference it is implemented on", HelpName = "REF" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_priority, _risks, _assignee, _readiness, _repository, _reference]) command.Add(option);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(ParseResult parse) =>
        new[] { _priority, _assignee, _readiness, _repository, _reference }.Any(option => parse.GetValue(option) is not null) || parse.GetRequiredValue(_risks).Length > 0;

    /// <summary>A new ticket with them; an empty one is none.</summary>
    public NewTicket Of(ParseResult parse, NewTicket ticket) => ticket with
    {
        Priority = OrNull(parse.GetValue(_priority)),
        RiskFlags = Risks(parse) ?? [],
        Assignee = OrNull(parse.GetValue(_assignee)),
        Readiness = OrNull(parse.GetValue(_readiness)),
        RepositoryId = OrNull(parse.GetValue(_repository)),
        RefSelector = OrNull(parse.GetValue(_reference)),
    };

    /// <summary>An edit with those that are given; an empty one removes what was there.</summary>
    public TicketEdit Of(ParseResult parse, TicketEdit edit) => edit with
    {
        Priority = parse.GetValue(_priority),
        RiskFlags = Risks(parse),
        Assignee = parse.GetValue(_assignee),
        Readiness = parse.GetValue(_readiness),
        RepositoryId = parse.GetValue(_repository),
        RefSelector = parse.GetValue(_reference),
    };

    private string[]? Risks(ParseResult parse) => parse.GetRequiredValue(_risks) is { Length: > 0 } given ? [.. given.Where(flag => flag.Length > 0)] : null;

    private static string? OrNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
