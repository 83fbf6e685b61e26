using System.Text;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>A large thread of some shape that could make a reader slow or greedy.</summary>
/// <param name="Name">What it is full of.</param>
/// <param name="Head">Its first lines.</param>
/// <param name="Next">What follows: the number of the piece, and the file's size in the end.</param>
/// <param name="Tail">Its last lines.</param>
internal sealed record HugeThread(string Name, string Head, Func<int, long, string> Next, string Tail = "\n")
{
    private const string Event = "<!-- event: comment author: a at: 2026-05-01T12:00:00Z -->\n\n## Comment\n\n";
    private static readonly string Words = string.Concat(Enumerable.Repeat("a ", 30_000));
    private static readonly string Keys = string.Concat(Enumerable.Range(0, 4_000).Select(n => $"k{n}: v "));
    private static readonly string Long = new('x', 100_000);

    public static IReadOnlyList<HugeThread> All { get; } =
    [
        new("one body", Event, (_, _) => "A line of text as people write them, with some words in it.\n", "\n---\n"),
        new("events", "", (n, _) => $"<!-- event: comment author: someone at: 2026-05-01T12:00:00Z lines: 1 -->\n\n## Comment\n\nRemark {n}\n\n---\n\n"),
        new("one line", Event, (_, _) => Long, "\n\n---\n"),
        new("blank lines", Event, (_, _) => "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"),
        new("white space", Event, (_, _) => "                                                                \t\r"),
        new("rules", Event, (_, _) => "---\n\n"),
        new("openings of fences", Event, (_, _) => "```md\n~~~\n"),
        // Nothing learned from the search for the end of one serves the next, which is shorter.
        new("ever shorter openings", Event, (n, size) => (int)Math.Sqrt(size) - n is var length and >= 3 ? $"{new string('`', length)}x\n" : "x\n"),
        new("events that all say the same end", "", (n, size) => Same(n, (int)(size / 100))),
        new("small events", "", (_, _) => "<!-- event: a -->\n"),
        new("words in comments", "", (_, _) => $"<!-- event: a reason: {Words}-->\n"),
        new("keys in comments", "", (_, _) => $"<!-- event: a {Keys}-->\n"),
        new("a comment that never ends", "<!-- event: a ", (_, _) => Long),
        new("bytes that are no text", Event, (_, _) => "\0\0\0\0\0\0\0\u0001\u007f\uFFFD\0\0\0\0\0"),
    ];

    public static HugeThread Of(string name) => All.Single(t => t.Name == name);

    public void Write(string path, long size)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        ReadOnlySpan<byte> tail = Encoding.UTF8.GetBytes(Tail);
        file.Write(Encoding.UTF8.GetBytes(Head));
        for (var n = 0; ; n++)
        {
            ReadOnlySpan<byte> next = Encoding.UTF8.GetBytes(Next(n, size));
            if (file.Position + next.Length + tail.Length > size) break;
            file.Write(next);
        }

        file.Write(tail);
    }

    /// <summary>Whether it is of so many small parts that it is refused.</summary>
    public static bool IsExcess(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') > Limits.ThreadLines || bytes.Count("<!-- event: "u8) > Limits.ThreadEvents;

    /// <summary>Events whose given lengths all end before the one rule that many blank lines follow.</summary>
    private static string Same(int n, int events) => n < events ? $"---\n<!-- event: a lines: {2 * (events - n - 1)} -->\n" : n == events ? "\n---\n" : "\n";
}
