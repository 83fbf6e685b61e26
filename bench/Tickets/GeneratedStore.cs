using System.Globalization;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Bench.Tickets;

/// <summary>A repository with a ticket store of some size, made from a seed: about 3 KB and 3.5 events a ticket, some with relations and plan records, one in a hundred with the word that is searched.</summary>
internal sealed class GeneratedStore : IDisposable
{
    /// <summary>What is searched.</summary>
    public const string Needle = "quicksilver";

    private static readonly string[] Words = ["journal", "writes", "the", "record", "when", "a", "reader", "meets", "torn", "lines", "and", "keeps", "order", "under", "load", "with", "many", "tickets", "queued", "behind"];
    private static readonly string[] States = ["planning", "ready", "queued", "inprogress", "done", "closed", "closed", "closed", "closed", "closed"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-bench-");
    private readonly Random _random = new(17);

    public GeneratedStore(int count)
    {
        Count = count;
        for (var i = 0; i < count; i++) Write(i);
        File.WriteAllText(Path.Combine(Root, ".yoi", "workspace.yaml"), "workspace_id: bench\ndisplay_name: Bench\norchestration:\n  target_branch: main\n");
        File.SetLastWriteTimeUtc(Path.Combine(Root, ".yoi", "workspace.yaml"), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public int Count { get; }

    public int Events { get; private set; }

    public string Root => Path.Combine(_folder.FullName, "repository");

    public string Tickets => Path.Combine(Root, ".yoi", "tickets");

    public string Cache => Path.Combine(_folder.FullName, "home", "cache");

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["YOI_HOME"] = Path.Combine(_folder.FullName, "home"), ["YOI_AUTHOR"] = "bench" };

    /// <summary>A ticket in the middle.</summary>
    public TicketId Middle => Id(Count / 2);

    public async Task CommitAsync()
    {
        foreach (var arguments in (string[][])[["init", "-q", "-b", "main"], ["config", "user.name", "b"], ["config", "user.email", "b@example.invalid"], ["add", "-A"], ["commit", "-q", "-m", "tickets"]])
            await Programs.RunAsync(Root, Environment, "git", arguments);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static TicketId Id(int i) => new((ulong)new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() + ((ulong)i * 60_000));

    private void Write(int i)
    {
        var state = States[i % States.Length];
        var folder = Path.Combine(Tickets, Id(i).ToString());
        Directory.CreateDirectory(Path.Combine(folder, "artifacts"));
        File.WriteAllText(Path.Combine(folder, "artifacts", ".gitkeep"), "");
        var at = Time(i, 0);
        var queued = state == "queued" ? $"queued_by: 'bench'\nqueued_at: '{Time(i, 9)}'\n" : "";
        File.WriteAllText(
            Path.Combine(folder, "item.md"),
            $"---\ntitle: 'Ticket {i}: {Sentence(6)}'\nstate: '{state}'\ncreated_at: '{at}'\nupdated_at: '{Time(i, 9)}'\nassignee: null\npriority: '{(i % 7 == 0 ? "high" : "normal")}'\n{queued}---\n\n## Requirements\n\n{Text(12)}\n## Acceptance criteria\n\n{Text(4)}");
        StringBuilder thread = new();
        Event(thread, $"create author: bench at: {at}", "Created", "Ticket created.");
        var events = 2 + (i % 4);
        for (var e = 0; e < events; e++)
            Event(thread, $"comment author: author{(i + e) % 20} at: {Time(i, e + 1)}", "Comment", Text(5) + (i % 100 == 50 && e == 0 ? $"It shines like {Needle}.\n" : ""));
        File.WriteAllText(Path.Combine(folder, "thread.md"), thread.ToString());
        if (state == "closed") File.WriteAllText(Path.Combine(folder, "resolution.md"), Text(2));
        if (i > 10 && i % 10 is 2 or 3)
            File.WriteAllText(
                Path.Combine(folder, "artifacts", "relations.json"),
                $"{{\n  \"version\": 1,\n  \"relations\": [\n    {{\n      \"ticket_id\": \"{Id(i)}\",\n      \"kind\": \"depends_on\",\n      \"target\": \"{Id(i - 10)}\",\n      \"author\": \"bench\",\n      \"at\": \"{at}\"\n    }}\n  ]\n}}\n");
        Events += events + 1;
    }

    private static void Event(StringBuilder thread, string comment, string heading, string body)
    {
        if (thread.Length > 0) thread.Append('\n');
        thread.Append(CultureInfo.InvariantCulture, $"<!-- event: {comment} -->\n\n## {heading}\n\n{body.TrimEnd()}\n\n---\n");
    }

    private static string Time(int i, int minutes) => Id(i).Milliseconds is var at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at).AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private string Text(int lines)
    {
        StringBuilder text = new();
        for (var i = 0; i < lines; i++) text.Append("- ").Append(Sentence(12)).Append(".\n");
        return text.ToString();
    }

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)]));
}
