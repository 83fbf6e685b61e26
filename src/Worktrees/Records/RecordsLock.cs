namespace Yoi.Worktrees;

/// <summary>One writer at a time of the records' index, across processes; the system releases it when a process dies.</summary>
internal static class RecordsLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>The lock, or null where others held it all the time.</summary>
    public static async Task<FileStream?> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var since = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
