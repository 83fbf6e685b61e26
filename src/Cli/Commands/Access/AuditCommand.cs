using System.CommandLine;
using System.Globalization;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi audit</c>: who did what through the server.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "At most so many records, 1 to 500", DefaultValueFactory = _ => 50 };
        var before = new Option<long?>("--before") { Description = "Only records below this number" };
        var json = WorkerCommand.Json();
        return new Command("audit", "Show who changed what through the server, newest first (needs `yoi up`)") { limit, before, json }.WithExample("yoi audit --limit 20").RunsWithAccess(async (access, parse, cancellationToken) =>
        {
            if (!(await access.AuditAsync(parse.GetValue(before), parse.GetValue(limit), cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json)) foreach (var entry in page.Items) JsonLine.Write(entry, BrowserJson.Default.AuditEntry);
            else Rows.Write(["#", "when", "who", "as", "what", "on", "outcome"], page.Items.Select(Row));
            return null;
        });
    }

    private static string[] Row(AuditEntry entry) =>
    [
        entry.Seq.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), entry.Name ?? "(unknown)",
        entry.Kind is { } kind ? $"{Snake.Of(kind)} {(entry.Role is { } role ? Snake.Of(role) : "")}" : "", $"{entry.Method} {entry.Route}",
        string.Join(' ', entry.Targets.Where(t => t.Key != "workspace").Select(t => $"{t.Key}={t.Value}")), entry.Code is null ? $"{entry.Status}" : $"{entry.Status} {entry.Code}",
    ];
}
