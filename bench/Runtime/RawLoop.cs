using System.Diagnostics;
using Yoi.Journal;

namespace Yoi.Bench.Runtime;

/// <summary>A loop that writes the same bytes and syncs them: what a disk does when nobody shares a sync.</summary>
/// <param name="folder">Where it writes.</param>
/// <param name="window">How long.</param>
internal sealed class RawLoop(WorkFolder folder, TimeSpan window)
{
    /// <summary>A line as the journal writes it for one event of a Worker.</summary>
    public async Task<byte[]> LineAsync()
    {
        var root = folder.New();
        await using (var journal = await Histories.OpenAsync(root, sortsAtClose: false))
            await journal.AppendAsync(new("workers", "01980000-0000-7000-8000-000000000001"), new Append { Events = [Histories.Event(100_000)] }, CancellationToken.None);
        return await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(root, "log")).Single());
    }

    /// <summary>How often a second. The file stays until the end: where deleted blocks are told to the disk, that would slow what is measured next.</summary>
    public async Task<double> RateAsync(byte[] bytes, double part = 1)
    {
        await SettleAsync();
        var path = folder.New();
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var (began, count) = (Stopwatch.GetTimestamp(), 0);
        for (; Stopwatch.GetElapsedTime(began) < window * part; count++)
        {
            RandomAccess.Write(handle, bytes, (long)count * bytes.Length);
            RandomAccess.FlushToDisk(handle);
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>What was written before is on disk: a sync also waits for what others wrote.</summary>
    public static Task SettleAsync() => Programs.RunAsync(Path.GetTempPath(), new Dictionary<string, string>(), "sync");
}
