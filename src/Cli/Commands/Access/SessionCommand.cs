using System.CommandLine;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi session …</c>: browsers that are let in.</summary>
internal static class SessionCommand
{
    public static Command Create() => new Command("session", "Browsers that are let in (needs `yoi up`)")
    {
        List(),
        Revoke(),
    }.WithExample("yoi session revoke --all");

    private static Command List()
    {
        var json = WorkerCommand.Json();
        return new Command("list", "List sessions that are good") { json }.WithExample("yoi session list").RunsWithAccess(async (access, parse, cancellationToken) =>
        {
            if (!(await access.SessionsAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json)) foreach (var session in page.Items) JsonLine.Write(session, BrowserJson.Default.SessionView);
            else if (page.Items.Count > 0 || PlainOutput.IsRedirected) Rows.Write(["id", "name", "role", "opened by", "opened", "expires"], page.Items.Select(Row));
            else Console.WriteLine("No sessions. Open one: yoi open");
            return null;
        });
    }

    private static Command Revoke()
    {
        var id = new Argument<string?>("id") { Description = "The session's id; `yoi session list` shows it", Arity = ArgumentArity.ZeroOrOne };
        var all = new Flag("--all") { Description = "End all of them" };
        return new Command("revoke", "End a session now, and every stream it opened") { id, all }.WithExample("yoi session revoke 3f9c1d7a20b44e61").RunsWithAccess(async (access, parse, cancellationToken) =>
        {
            if (parse.GetValue(id) is null == !parse.Has(all)) return new(FaultCodes.Invalid, "Name one session, or give --all.");
            var revoked = await (parse.GetValue(id) is { } one ? access.RevokeSessionAsync(one, cancellationToken) : access.RevokeSessionsAsync(cancellationToken));
            if (!revoked.TryGet(out var done, out var fault)) return fault;
            Said.Print(done.Count == 1 ? "1 session is revoked." : $"{done.Count} sessions are revoked.", $"{done.Count}");
            return null;
        });
    }

    private static string[] Row(SessionView session) =>
        [session.Id, session.Name, Snake.Of(session.Role), session.OpenedBy, session.OpenedAt is { } opened ? AccessCommands.Day(opened) : "", AccessCommands.Day(session.Expires)];
}
