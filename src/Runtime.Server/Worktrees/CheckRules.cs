using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What a call for checks must satisfy before anything runs.</summary>
internal static class CheckRules
{
    public const int DefaultSeconds = MostSeconds / MostCommands;
    public const int DefaultOutput = 64 * 1024;

    private const int MostCommands = 16;
    private const int MostCommand = 8 * 1024;
    private const int MostSeconds = 3_600;
    private const int MostOutput = 256 * 1024;

    public static Fault? Check(CheckCall call)
    {
        if (call.Commands.Count is 0 or > MostCommands) return Invalid($"One call runs 1 to {MostCommands} commands.");
        if (call.Commands.Any(command => command is not { Command: { Length: <= MostCommand } line } || string.IsNullOrWhiteSpace(line) || line.Contains('\0', StringComparison.Ordinal)))
            return Invalid($"A command is a text of 1 to {MostCommand} characters.");
        if (call.Commands.Select(command => command.Receipt).OfType<ReceiptId>().GroupBy(id => id).Any(same => same.Count() > 1)) return Invalid("Each command has a receipt of its own.");
        if (call.TimeoutSeconds is < 1 or > MostSeconds || (long)(call.TimeoutSeconds ?? DefaultSeconds) * call.Commands.Count > MostSeconds)
            return Invalid($"A command's time is 1 to {MostSeconds} seconds, and no more than that for all of them together.");
        if (call.OutputLimit is < 1024 or > MostOutput) return Invalid($"The output kept of a command is 1024 to {MostOutput} bytes.");
        if (call.Purpose is not ("submit" or "merge")) return Invalid("The purpose is submit or merge.");
        return call.Attempt.Length is 0 or > 128 || call.Attempt.Any(char.IsControl) ? Invalid("The attempt is named by 1 to 128 characters.") : null;
    }

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
