using System.Runtime.InteropServices;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>
/// Ends this process as <c>kill -9</c> would when orchestration reaches a named moment. For fault tests alone: <c>YOI_CRASH_AT</c> holds
/// <c>&lt;ticket id or *&gt;/&lt;moment&gt;</c>, such as <c>*/MoveBranch:after</c>; without it nothing is looked at.
/// </summary>
internal static partial class CrashPoint
{
    private const string Variable = "YOI_CRASH_AT";
    private const int SigKill = 9;

    public static Action<TicketId, string> FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('/') is not [var ticket, var moment]) return (_, _) => { };
        return (reachedTicket, reached) =>
        {
            if (reached != moment || (ticket != "*" && ticket != reachedTicket.ToString())) return;
            // Delivered before the call returns: nothing of this process runs behind it.
            _ = Kill(Environment.ProcessId, SigKill);
        };
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
