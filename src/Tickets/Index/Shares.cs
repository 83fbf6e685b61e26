using System.Runtime.ExceptionServices;

namespace Yoi.Tickets;

/// <summary>
/// Work on many things, shared by as many threads as there are processors. Threads of its own: a command that lives for a tenth of a second has none waiting, and the
/// library's parallel loops would cost it as much as they save.
/// </summary>
internal static class Shares
{
    /// <summary>Runs the work on [0, count) in parts; on the caller's thread alone where there is only one part.</summary>
    public static void Run(int count, int share, Action<int, int> work)
    {
        var parts = Math.Min(Environment.ProcessorCount, (count + share - 1) / share);
        if (parts <= 1) work(0, count);
        else RunOnThreads(count, parts, work);
    }

    private static void RunOnThreads(int count, int parts, Action<int, int> work)
    {
        var threads = new Thread[parts - 1];
        Exception? failed = null;
        for (var i = 0; i < threads.Length; i++)
        {
            var part = i + 1;
            threads[i] = new Thread(() => Part(part)) { IsBackground = true };
            threads[i].Start();
        }

        Part(0);
        foreach (var thread in threads) thread.Join();
        if (failed is not null) ExceptionDispatchInfo.Throw(failed);

        void Part(int part)
        {
            try
            {
                work((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
            }
            catch (Exception e)
            {
                failed = e;
            }
        }
    }
}
