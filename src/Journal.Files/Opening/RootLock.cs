using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>The lock on a journal's root: <c>flock</c> on <c>.lock</c>, so the kernel lets go of it however the process ends.</summary>
internal sealed class RootLock(IDiskFile file) : IDisposable
{
    public const string FileName = ".lock";

    public static Result<RootLock> Take(IDisk disk, string root)
    {
        try
        {
            return new RootLock(disk.Open(Path.Combine(root, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (DiskFaults.IsLocked(exception))
        {
            return new Fault(FaultCodes.StoreLocked, $"Another process holds the journal in '{root}'; end it or choose another root.");
        }
    }

    public void Dispose() => file.Dispose();
}
