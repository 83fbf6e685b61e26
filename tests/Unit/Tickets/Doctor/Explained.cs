using System.Text.Json.Nodes;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

/// <summary>That every line of a ticket's records belongs to something that was read, or is told as belonging to nothing.</summary>
internal static class Explained
{
    private static readonly string[] Keys =
        ["title", "state", "created_at", "updated_at", "assignee", "readiness", "risk_flags", "priority", "queued_by", "queued_at", "repository_id", "ref_selector"];

    public static async Task ShouldBeAsync(TicketStore store, TicketId id, CancellationToken ct)
    {
        var ticket = (await store.ReadAsync(id, ct)).Value;
        var folder = Path.Combine(store.Root, id.ToString());
        Item(await File.ReadAllTextAsync(Path.Combine(folder, "item.md"), ct), ticket.Item);
        if (Text(folder, "thread.md") is { } thread) Threads.ShouldBeWhole(thread, ticket);
        if (Text(folder, "artifacts/orchestration-plan.jsonl") is { } plans) Plans(plans, ticket);
        if (Text(folder, "artifacts/relations.json") is { } relations) Relations(relations, ticket);
        Text(folder, "resolution.md").ShouldBe(ticket.Resolution);
        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(["item.md", "thread.md", "resolution.md", "artifacts"]).ShouldBeEmpty();
    }

    /// <summary>A rule, a line for each key, a rule, at most one blank line, the body.</summary>
    private static void Item(string text, TicketItem item)
    {
        text.ShouldEndWith(item.Body);
        var lines = text[..^item.Body.Length].TrimEnd('\n').Split('\n');
        (lines[0], lines[^1]).ShouldBe(("---", "---"));
        string[] known = [.. Keys, .. item.Unknown.Select(u => u.Key)];
        foreach (var line in lines[1..^1]) known.ShouldContain(line.Split(':')[0]);
    }

    private static void Plans(string text, Ticket ticket)
    {
        var told = ticket.Unowned.Where(u => u.File == "artifacts/orchestration-plan.jsonl").Sum(u => u.LineCount);
        text.Split('\n').Count(l => l.Trim().Length > 0).ShouldBe(ticket.Plans.Count + told);
    }

    private static void Relations(string text, Ticket ticket)
    {
        var file = JsonNode.Parse(text)!.AsObject();
        file.Select(m => m.Key).ShouldBe(["version", "relations"]);
        var read = file["relations"]!.AsArray().Select(r => (string?)r!["kind"] + r["target"] + r["note"] + r["author"]);
        read.ShouldBe(ticket.Relations.Select(r => r.Kind + r.Target + r.Note + r.Author));
        ticket.Unowned.ShouldNotContain(u => u.File == "artifacts/relations.json");
    }

    private static string? Text(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null;
}
