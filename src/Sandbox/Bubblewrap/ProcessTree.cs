using System.ComponentModel;
using System.Diagnostics;

namespace Yoi.Sandbox;

/// <summary>
/// Ends a sandbox and waits until it is gone. Its first process is the root of a process namespace: when that one is killed the kernel
/// kills all others first, so its disappearance says that nothing is left, background processes included.
/// </summary>
internal static class ProcessTree
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>False where the kernel did not let go of them within 30 seconds.</summary>
    public static async Task<bool> EndAsync(Process bubblewrap, string statusPath)
    {
        if (!bubblewrap.HasExited)
        {
            bubblewrap.Kill();
            await bubblewrap.WaitForExitAsync(CancellationToken.None);
        }

        if (StatusFile.Read(statusPath).ProcessId is not { } first) return true;
        // The kernel's own time: a test's clock does not make processes die sooner.
        var since = TimeProvider.System.GetTimestamp();
        for (var pause = 1; IsAlive(first); pause = Math.Min(2 * pause, 50))
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience) return false;
            Kill(first);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), TimeProvider.System, CancellationToken.None);
        }

        return true;
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            // "42 (bwrap) S …": another name is another process with a reused number; Z and X have nothing left inside.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var end = stat.LastIndexOf(')');
            return stat[..end].EndsWith("(bwrap", StringComparison.Ordinal) && stat[end + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone in the meantime; the caller looks again.
        }
    }
}
