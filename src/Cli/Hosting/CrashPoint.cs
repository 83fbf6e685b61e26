using System.Runtime.InteropServices;

namespace Yoi.Cli;

/// <summary>
/// Ends this process as <c>kill -9</c> would when orchestration reaches a named moment. For fault tests alone: <c>YOI_CRASH_AT</c> holds
/// a moment and the how-manieth time it is reached, such as <c>MoveBranch:after/2</c>; without it nothing is looked at.
/// </summary>
internal static partial class CrashPoint
{
    private const string Variable = "YOI_CRASH_AT";
    private const int SigKill = 9;

    public static Action<string> FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('/') is not [var moment, var text] || !int.TryParse(text, out var time)) return _ => { };
        var times = 0;
        return reached =>
        {
            // Delivered before the call returns: nothing of this process runs behind it.
            if (reached == moment && Interlocked.Increment(ref times) == time) _ = Kill(Environment.ProcessId, SigKill);
        };
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
