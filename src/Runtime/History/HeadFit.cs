using Yoi.Journal.Implementing;

namespace Yoi.Runtime;

/// <summary>Makes a head fit the store: nothing that happens to a Worker is refused because its summary has no room for why.</summary>
internal static class HeadFit
{
    /// <summary>The head with as much of its last fault's message as there is room for, and its bytes.</summary>
    public static (WorkerHead Head, byte[] Data) Of(WorkerHead head)
    {
        for (var data = EventCodec.Encode(head); ; data = EventCodec.Encode(head))
        {
            if (data.Length <= AppendRules.MaxHeadBytes || head.LastFault is not { } fault) return (head, data);
            // A character may be twelve bytes in JSON, so what is over in bytes says little about characters.
            head = head with { LastFault = fault.Message.Length > 1 ? FaultText.Short(fault, fault.Message.Length / 2 - 1) : null };
        }
    }
}
