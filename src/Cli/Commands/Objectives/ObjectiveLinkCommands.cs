using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective link|unlink</c></summary>
internal static class ObjectiveLinkCommands
{
    public static Command Link()
    {
        var named = ObjectiveCommand.Tickets();
        return new Command("link", "Add tickets to what an objective is about") { named }.WithExample("yoi objective link KSKBP8Z8 KTG3MDFG").Edits((tickets, parse) =>
            TicketCommand.Resolve(tickets, parse.GetRequiredValue(named)).TryGet(out var ids, out var fault) ? new ObjectiveEdit { Link = ids } : fault);
    }

    public static Command Unlink()
    {
        var named = ObjectiveCommand.Tickets();
        return new Command("unlink", "Take tickets from what an objective is about") { named }.WithExample("yoi objective unlink KSKBP8Z8 KTG3MDFG").Edits((tickets, parse) =>
            new ObjectiveEdit { Unlink = [.. parse.GetRequiredValue(named).Select(name => Named(tickets, name)).Distinct()] });
    }

    /// <summary>What the file has for a ticket; one that is gone, or was never one, goes by what stands there.</summary>
    private static string Named(TicketStore tickets, string text) => tickets.Resolve(text).TryGet(out var id, out _) ? id.ToString() : text;
}
