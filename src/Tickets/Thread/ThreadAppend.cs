using System.Text;

namespace Yoi.Tickets;

/// <summary>What to append to a thread. Bytes that are there stay as they are; a missing final line feed or rule is added first.</summary>
internal static class ThreadAppend
{
    public static byte[] Bytes(ReadOnlyMemory<byte> thread, IReadOnlyList<EventDraft> events) =>
        Encoding.UTF8.GetBytes(Separator(new LineIndex(thread)) + string.Join('\n', events.Select(e => e.Text())));

    /// <summary>The events that were there are unchanged, and exactly the new ones follow.</summary>
    public static bool Holds(IReadOnlyList<ThreadEvent> before, IReadOnlyList<ThreadEvent> after, IReadOnlyList<EventDraft> added)
    {
        if (after.Count != before.Count + added.Count) return false;
        for (var i = 0; i < before.Count; i++)
        {
            if (!Same(before[i], after[i])) return false;
        }

        return added.Zip(after.Skip(before.Count)).All(pair => pair.First.Kind == pair.Second.Kind
            && pair.First.Heading == pair.Second.Heading && pair.First.Body == pair.Second.Body
            && pair.First.Author == pair.Second.Author && pair.First.Operation == pair.Second.Operation
            && pair.First.Standard.Concat(pair.First.Extra).All(a => pair.Second.Attribute(a.Key) == a.Value));
    }

    private static bool Same(ThreadEvent a, ThreadEvent b) =>
        a.Line == b.Line && a.Kind == b.Kind && a.Heading == b.Heading && a.Body == b.Body && a.Attributes.SequenceEqual(b.Attributes);

    /// <summary>What must stand between a thread's text and an event that follows.</summary>
    public static string Separator(LineIndex lines)
    {
        if (lines.Count == 0 || lines.NextText(0) == lines.Count) return lines.Count == 0 || lines.EndsWithNewline ? "" : "\n";
        var newline = lines.EndsWithNewline ? "" : "\n";
        var last = lines.Count - 1;
        while (lines.IsBlank(last)) last--;
        var blank = last == lines.Count - 1 ? "\n" : "";
        return lines.IsRule(last) ? newline + blank : $"{newline}{blank}---\n\n";
    }
}
