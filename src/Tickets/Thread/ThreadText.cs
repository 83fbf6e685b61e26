namespace Yoi.Tickets;

/// <summary>A thread that does not lie in a store, such as one that travelled in a git history.</summary>
public static class ThreadText
{
    /// <summary>The events of a <c>thread.md</c>, in order. Any bytes have a reading; what no event owns is left out.</summary>
    public static IReadOnlyList<ThreadEvent> Read(ReadOnlyMemory<byte> bytes) => ThreadParser.Parse(bytes).Events;
}
