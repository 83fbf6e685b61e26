using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>One try at a ticket: the first is number 1. Written <c>&lt;ticket&gt;-&lt;number&gt;</c>.</summary>
public readonly record struct AttemptId(TicketId Ticket, int Number)
{
    /// <summary>Reads <c>&lt;ticket&gt;-&lt;number&gt;</c>.</summary>
    public static bool TryParse(string text, out AttemptId id)
    {
        id = default;
        if (text.Length <= TicketId.Length + 1 || text[TicketId.Length] != '-') return false;
        if (!TicketId.TryParse(text[..TicketId.Length], null, out var ticket)) return false;
        if (!int.TryParse(text.AsSpan(TicketId.Length + 1), System.Globalization.NumberStyles.None, null, out var number) || number < 1) return false;
        id = new(ticket, number);
        return true;
    }

    /// <summary>The operation id of one of its steps: the same step again is the same operation.</summary>
    public OperationId Operation(string step) => OperationId.Of("attempt", ToString(), step);

    /// <inheritdoc />
    public override string ToString() => $"{Ticket}-{Number}";
}
