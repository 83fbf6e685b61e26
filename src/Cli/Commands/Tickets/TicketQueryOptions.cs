using System.CommandLine;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>The filters of <c>yoi ticket list</c> and <c>yoi ticket search</c>.</summary>
internal sealed class TicketQueryOptions
{
    private readonly Option<string[]> _states = new("--state") { Description = "Only tickets in this state; may be repeated. 'done' finds what is done and not closed", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _author = new("--author") { Description = "Only tickets with an event by this author", HelpName = "NAME" };
    private readonly Option<string?> _event = new("--event") { Description = "Only tickets with an event of this kind, such as review", HelpName = "KIND" };
    private readonly Option<string?> _priority = new("--priority") { Description = "Only tickets of this priority" };
    private readonly Flag _blocked = new("--blocked") { Description = "Only tickets that wait for another" };
    private readonly Flag _change = new("--change-requested") { Description = "Only tickets whose last review asks for changes" };
    private readonly Flag _reported = new("--reported") { Description = "Only tickets that are reported as implemented and not done" };
    private readonly Option<string?> _older = new("--older-than") { Description = "Only tickets unchanged for so long: 90m, 12h, 14d, 2w", HelpName = "AGE" };
    private readonly Option<string?> _newer = new("--newer-than") { Description = "Only tickets changed within so long", HelpName = "AGE" };
    private readonly Flag _newest = new("--newest") { Description = "The newest ticket first" };
    private readonly Option<string?> _limit = new("--limit", "-n") { Description = "The most tickets to show", HelpName = "N" };
    private readonly Option<string?> _after = new("--after") { Description = "Go on behind this ticket, the last of the page before", HelpName = "TICKET" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _states.AcceptOnlyFromAmong("planning", "ready", "queued", "inprogress", "done", "closed");
        _limit.Validators.Add(static result =>
        {
            if (!int.TryParse(result.GetValueOrDefault<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1) result.AddError("--limit takes a number from 1 on.");
        });
        Option[] options = [_states, _author, _event, _priority, _blocked, _change, _reported, _older, _newer, _newest, _limit, _after];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>The query; <c>invalid</c> where an option says nothing that can be understood.</summary>
    public Result<TicketQuery> Read(ParseResult parse, IReadOnlyList<string> texts)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (!Age.Parse(parse.GetValue(_older)).TryGet(out var older, out var fault) || !Age.Parse(parse.GetValue(_newer)).TryGet(out var newer, out fault)) return fault;
        TicketId? after = null;
        if (parse.GetValue(_after) is { } text)
        {
            if (!TicketId.TryParse(text, null, out var id)) return new Fault(FaultCodes.CursorMalformed, "--after takes the full id of the last ticket of the page before.");
            after = id;
        }

        return new TicketQuery
        {
            States = States(parse.GetRequiredValue(_states)),
            Texts = texts,
            Author = parse.GetValue(_author),
            EventKind = parse.GetValue(_event),
            Priority = parse.GetValue(_priority),
            IsBlocked = parse.Has(_blocked) ? true : null,
            HasOpenChangeRequest = parse.Has(_change) ? true : null,
            IsReported = parse.Has(_reported) ? true : null,
            ChangedUntil = older.Span is { } o ? now - o : null,
            ChangedSince = newer.Span is { } n ? now - n : null,
            NewestFirst = parse.Has(_newest),
            Limit = parse.GetValue(_limit) is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : int.MaxValue,
            After = after,
        };
    }

    private static TicketState[]? States(string[] words)
    {
        if (words.Length == 0) return null;
        var states = new TicketState[words.Length];
        for (var i = 0; i < words.Length; i++) _ = TicketStateText.TryParse(words[i], out states[i]);
        return states;
    }
}
