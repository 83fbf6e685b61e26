using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A thread that does not lie in a store, such as one that travelled in a git history.</summary>
public static class ThreadText
{
    /// <summary>The events of a <c>thread.md</c>, in order. Any bytes have a reading; what no event owns is left out.</summary>
    public static IReadOnlyList<ThreadEvent> Read(ReadOnlyMemory<byte> bytes) => ThreadParser.Parse(bytes).Events;

    /// <summary>Whether reading a thread would take more memory than its size lets expect; <c>too_large</c>.</summary>
    internal static Fault? Excess(TicketId id, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Count((byte)'\n') > Limits.ThreadLines) return TooLarge(id, Limits.ThreadLines, "lines");
        return bytes.Count("\n<!-- event: "u8) >= Limits.ThreadEvents ? TooLarge(id, Limits.ThreadEvents, "events") : null;
    }

    private static Fault TooLarge(TicketId id, int limit, string what) =>
        new(FaultCodes.TooLarge, $"{id}/thread.md has more than {limit} {what}; move the older ones to a file of artifacts.");
}
