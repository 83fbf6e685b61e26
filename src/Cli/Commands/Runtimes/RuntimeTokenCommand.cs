using System.CommandLine;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Cli;

/// <summary><c>yoi runtime token new</c></summary>
internal static class RuntimeTokenCommand
{
    public static Command Create()
    {
        var file = RuntimeCommand.TokenFile();
        var workspace = new Option<string>("--workspace") { Description = "The workspace whose Workers it opens", HelpName = "ID", Required = true };
        var permissions = new Option<string>("--permissions") { Description = "Of read, work (create, tell, stop), manage (delete), worktrees (make, commit, remove) and checks (run commands), with commas between", DefaultValueFactory = _ => "read,work" };
        var expires = new Option<string?>("--expires") { Description = "How long it is good, such as 30d or 12h (default: for ever)", HelpName = "TIME" };
        var name = new Option<string?>("--name") { Description = "For people: what it is for (default: the workspace)" };
        var json = new Flag("--json") { Description = "Print it as JSON" };
        return new Command("new", "Make a token and print it, once: the file keeps only its hash") { file, workspace, permissions, expires, name, json }
            .Runs(async (parse, cancellationToken) =>
            {
                var id = parse.GetRequiredValue(workspace);
                if (!Permissions(parse.GetRequiredValue(permissions)).TryGet(out var granted, out var fault)) return fault;
                if (!Expiry(parse.GetValue(expires)).TryGet(out var expiry, out fault)) return fault;
                var token = new NewToken(id, granted, expiry.At, parse.GetValue(name) ?? id);
                if (!(await TokenFile.AddAsync(parse.GetRequiredValue(file), token, cancellationToken)).TryGet(out var text, out fault)) return fault;
                if (parse.Has(json)) JsonLine.Write(new RuntimeTokenJson(text, id, token.Expires), RuntimeJson.Default.RuntimeTokenJson);
                else await Console.Out.WriteLineAsync(text);
                return null;
            });
    }

    private static Result<List<Permission>> Permissions(string text)
    {
        var granted = new List<Permission>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries).Distinct())
        {
            if (Enum.GetValues<Permission>().FirstOrDefault(p => p != Permission.None && Snake.Of(p) == word) is var found && found == Permission.None)
                return new Fault(FaultCodes.Invalid, $"'{word}' is no permission; there are read, work, manage, worktrees and checks.");
            granted.Add(found);
        }

        return granted;
    }

    private static Result<Expiry> Expiry(string? text)
    {
        if (text is null) return new Expiry(null);
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000)
        {
            TimeSpan? span = text[^1] switch { 'd' => TimeSpan.FromDays(count), 'h' => TimeSpan.FromHours(count), 'm' => TimeSpan.FromMinutes(count), _ => null };
            if (span is { } life) return new Expiry(TimeProvider.System.GetUtcNow() + life);
        }

        return new Fault(FaultCodes.Invalid, $"'{text}' is no time; write 30d, 12h or 45m.");
    }
}

/// <summary>From when on a token is refused; null for never.</summary>
internal sealed record Expiry(DateTimeOffset? At);
