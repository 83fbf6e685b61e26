using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Keeps faults that others wrote small, so that what must be recorded is never refused for its size.</summary>
internal static class FaultText
{
    private const int MostCode = 64;

    /// <summary>The fault with a message of at most <paramref name="most"/> characters; what is cut ends in an ellipsis and never within a character.</summary>
    public static Fault Short(Fault fault, int most) =>
        fault.Message.Length <= most && fault.Code.Length <= MostCode ? fault : new(Cut(fault.Code, MostCode), Cut(fault.Message, most));

    /// <summary>Whether a fault says what went wrong: what others wrote may lack its words.</summary>
    public static bool IsWhole(Fault? fault) => fault is { Code: not null, Message: not null };

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }
}
