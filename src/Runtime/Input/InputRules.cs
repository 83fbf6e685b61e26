using System.Text;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Decides what becomes of an input, before anything is recorded.</summary>
internal static class InputRules
{
    private const int MostTextBytes = 256 * 1024;

    /// <summary>Why an input is refused by any Worker.</summary>
    public static InputOutcome? Check(WorkerInput input)
    {
        if (input.Key is not { Length: >= 1 and <= 128 } || !Enum.IsDefined(input.Kind) || string.IsNullOrEmpty(input.Text) && input.Kind != InputKind.Resume)
            return Refused(InputStatus.Rejected, new(FaultCodes.Invalid, "An input needs a key of 1 to 128 characters, a known kind and a text."));
        if (input.Kind == InputKind.Approval)
            return Refused(InputStatus.Rejected, new(FaultCodes.Unsupported, "A question is answered by naming its call, not by an input."));
        return Encoding.UTF8.GetByteCount(input.Text) > MostTextBytes
            ? Refused(InputStatus.Rejected, new(FaultCodes.TooLarge, $"An input's text holds at most {MostTextBytes} bytes of UTF-8; send a file's name instead."))
            : null;
    }

    /// <summary>Why this Worker does not take the input now, or null where it does.</summary>
    public static InputOutcome? Decide(WorkerHead head, LiveRun? run, Connection? connection, Fault? connectFault, InputKind kind)
    {
        if (EndRules.NotActive(head) is { } ended) return Refused(InputStatus.Rejected, ended);
        if (kind == InputKind.Steer && run is null or { InterruptRequested: true })
            return Refused(InputStatus.Rejected, new(FaultCodes.NoRun, "No run is under way that the message could join; send it as an input of kind user."));
        if (head.Run is not null && kind != InputKind.Steer)
            return Refused(InputStatus.Busy, new(FaultCodes.Busy, $"The Worker works on run {head.Run}; wait for its end, interrupt it, or steer it."));
        if (connection is null)
            return Refused(InputStatus.Rejected, new(FaultCodes.WorkerUnconnected, $"The Worker has no execution. {connectFault?.Message}".TrimEnd()));
        return Unsupported(connection, kind) is { } unsupported ? Refused(InputStatus.Rejected, unsupported) : null;
    }

    /// <summary>Why an execution takes no input of a kind; null where it does, or there is none.</summary>
    public static Fault? Unsupported(Connection connection, InputKind? kind) =>
        kind is null || connection.Link.InputKinds.Contains(kind.Value) ? null : new(FaultCodes.Unsupported, $"The Worker's execution takes no input of kind {kind}.");

    public static InputOutcome Refused(InputStatus status, Fault fault) => new() { Status = status, Fault = fault };
}
