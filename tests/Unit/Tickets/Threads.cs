using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>What must hold of every thread that was read.</summary>
internal static class Threads
{
    /// <summary>Events and reported text cover the file's lines once, in order, and each line with text is in what was read.</summary>
    public static void ShouldBeWhole(string file, Ticket ticket)
    {
        var lines = file.Split('\n');
        if (lines[^1].Length == 0) lines = lines[..^1];
        var next = 1;
        foreach (var text in ticket.Unowned.Where(u => u.File == "thread.md"))
        {
            text.Line.ShouldBe(next);
            text.Text.ShouldBe(string.Join('\n', lines.Skip(next - 1).Take(text.LineCount)));
            next += text.LineCount;
        }

        foreach (var e in ticket.Thread)
        {
            e.Line.ShouldBe(next, ticket.Id.ToString());
            ShouldHold(e, [.. lines.Skip(next - 1).Take(e.LineCount)]);
            next += e.LineCount;
        }

        next.ShouldBe(lines.Length + 1);
    }

    private static void ShouldHold(ThreadEvent e, List<string> lines)
    {
        lines[0].TrimStart('\uFEFF').ShouldStartWith($"<!-- event: {e.Kind}");
        while (lines.Count > 1 && lines[^1].Trim().Length == 0) lines.RemoveAt(lines.Count - 1);
        var body = string.Join('\n', lines.Skip(1));
        var rest = e.Heading.Length > 0 ? body.Remove(body.IndexOf($"## {e.Heading}", StringComparison.Ordinal), e.Heading.Length + 3) : body;
        var at = rest.IndexOf(e.Body.Trim('\n'), StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"line {e.Line}");
        rest.Remove(at, e.Body.Trim('\n').Length).Trim().ShouldBeOneOf("", "---");
    }
}
