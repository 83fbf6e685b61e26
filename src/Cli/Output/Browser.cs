using System.ComponentModel;
using System.Diagnostics;

namespace Yoi.Cli;

/// <summary>The user's web browser.</summary>
internal static class Browser
{
    /// <summary>Opens a link where there is a desktop; the link is printed anyway, so a failure costs nothing.</summary>
    public static bool TryOpen(string url)
    {
        var isDesktop = OperatingSystem.IsMacOS() || Environment.GetEnvironmentVariable("DISPLAY") is not null || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null;
        if (!isDesktop || PlainOutput.IsRedirected) return false;
        try
        {
            var start = new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open") { RedirectStandardError = true, RedirectStandardOutput = true };
            start.ArgumentList.Add(url);
            using var process = Process.Start(start);
            return process is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
