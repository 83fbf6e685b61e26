using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective state</c></summary>
internal static class ObjectiveStateCommand
{
    public static Command Create()
    {
        var to = new Argument<string>("state") { Description = "The state to reach" };
        to.AcceptOnlyFromAmong([.. ObjectiveStateText.All]);
        var from = new Option<string?>("--from") { Description = "Refuse where it is in another state than this", HelpName = "STATE" };
        from.AcceptOnlyFromAmong([.. ObjectiveStateText.All]);
        return new Command("state", "Bring an objective to a state") { to, from }.WithExample("yoi objective state KSKBP8Z8 done").Edits((_, parse) =>
            new ObjectiveEdit { State = Parsed(parse.GetRequiredValue(to)), ExpectedState = Parsed(parse.GetValue(from)) });
    }

    private static ObjectiveState? Parsed(string? text) => ObjectiveStateText.TryParse(text, out var state) ? state : null;
}
