using System.Text;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Damages a record in the ways in which records are damaged, and in others.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\n", "\r\n", "\r", "\n\n", "---", "\n---\n", "\n---\n\n", "```", "\n```md\n", "~~~~\n", "````", "## ", "\n## Comment\n", "<!-- event: ", "-->", " -->\n", "<!-- event: comment -->\n",
            "\n<!-- event: review author: x at: 2026-05-01T12:00:00Z status: approve lines: 1 -->\n\n## Review: approve\n\nx\n\n---\n", " lines: 2", " lines: 99999999999", "op: ", "author: ", "\"", "\\", "\\\"",
            "'", "''", ": ", "key: ", "\nkey: value\n", "- ", "\n- a\n", "[", "]", "{", "}", "&a ", "*a", "!!str ", "|\n  ", ">\n  ", "? ", "# ", "%", "@", "null", "~", "...\n", "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n",
            ",", "\"version\":2", "\"x\":1,", "1e999", "-", "\"\\ud800\"", "/../", "../", "/", "\0", "\t", "\uFEFF", "\u0085", "\u2028", "\u2029", "\uFFFD", "𝄞", "受け入れ条件", "  ", "    ", "\u00A0",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x80],
    ];

    public static byte[] Of(IReadOnlyList<byte[]> samples, Random random)
    {
        var bytes = samples[random.Next(samples.Count)].ToList();
        for (var n = random.Next(1, 7); n > 0; n--) Damage(bytes, samples, random);
        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, IReadOnlyList<byte[]> samples, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 60), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0: bytes.RemoveRange(at, length); break;
            case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 2: bytes.RemoveRange(at, bytes.Count - at); break;
            case 3 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
            case 4: bytes.InsertRange(at, samples[random.Next(samples.Count)]); break;
            case 5: ConvertLines(bytes); break;
            case 6: bytes.InsertRange(at, Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 40)).SelectMany(p => p)); break;
            default: bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
        }
    }

    private static void ConvertLines(List<byte> bytes)
    {
        for (var i = bytes.Count - 1; i >= 0; i--)
        {
            if (bytes[i] == (byte)'\n') bytes.Insert(i, (byte)'\r');
        }
    }
}
