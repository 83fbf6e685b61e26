using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int Usage = 2;

    /// <summary>What a shell answers for Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Says on standard error what happened and what to do, and answers the exit code.</summary>
    public static int Fail(Fault fault)
    {
        Console.Error.WriteLine($"yoi: {fault.Code}: {fault.Message}");
        return Refused;
    }
}
