using System.CommandLine;
using System.Globalization;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi token …</c>: API tokens of the running server.</summary>
internal static class TokenCommand
{
    public static Command Create() => new Command("token", "API tokens: let programs and colleagues in (needs `yoi up`)")
    {
        New(),
        List(),
        Revoke(),
    }.WithExample("yoi token new --name ci --role viewer --days 30");

    private static Command New()
    {
        var name = new Option<string>("--name") { Description = "In whose name its holder acts", Required = true };
        var role = new Option<AccessRole>("--role") { Description = "viewer reads, operator works with tickets and Workers, admin lets others in", DefaultValueFactory = _ => AccessRole.Viewer };
        var days = new Option<int>("--days") { Description = "How many days it is good, 1 to 365", DefaultValueFactory = _ => 90 };
        var json = WorkerCommand.Json();
        return new Command("new", "Make a token; it is shown this once") { name, role, days, json }.WithExample("yoi token new --name ci --role operator --days 30")
            .RunsWithAccess(async (access, parse, cancellationToken) =>
            {
                var wanted = new NewToken(parse.GetRequiredValue(name), parse.GetValue(role), parse.GetValue(days));
                if (!(await access.NewTokenAsync(wanted, cancellationToken)).TryGet(out var made, out var fault)) return fault;
                if (parse.GetValue(json))
                {
                    JsonLine.Write(made, BrowserJson.Default.IssuedToken);
                    return null;
                }

                Said.Print(made.Token, made.Token, made.View.Id);
                if (!PlainOutput.IsRedirected)
                    Console.WriteLine($"Keep it: it is not shown again. {made.View.Name} is {Snake.Of(made.View.Role)} until {AccessCommands.Day(made.View.Expires)}; sent as Authorization: Bearer. End it: yoi token revoke {made.View.Id}");
                return null;
            });
    }

    private static Command List()
    {
        var json = WorkerCommand.Json();
        return new Command("list", "List tokens that are not revoked") { json }.WithExample("yoi token list").RunsWithAccess(async (access, parse, cancellationToken) =>
        {
            if (!(await access.TokensAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json)) foreach (var token in page.Items) JsonLine.Write(token, BrowserJson.Default.TokenView);
            else if (page.Items.Count > 0 || PlainOutput.IsRedirected) Rows.Write(["id", "name", "role", "expires", "made by", "last used"], page.Items.Select(Row));
            else Console.WriteLine("No tokens. Make one: yoi token new --name ci");
            return null;
        });
    }

    private static Command Revoke()
    {
        var id = AccessCommands.Id("token");
        return new Command("revoke", "End a token now, and every stream it opened") { id }.WithExample("yoi token revoke 3f9c1d7a20b44e61").RunsWithAccess(async (access, parse, cancellationToken) =>
        {
            if ((await access.RevokeTokenAsync(parse.GetRequiredValue(id), cancellationToken)).Fault is { } fault) return fault;
            Said.Print("The token is revoked.", parse.GetRequiredValue(id));
            return null;
        });
    }

    private static string[] Row(TokenView token) =>
        [token.Id, token.Name, Snake.Of(token.Role), AccessCommands.Day(token.Expires), token.CreatedBy, token.LastUsed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""];
}
