using Microsoft.Win32.SafeHandles;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>One writer at a time: within the process by a semaphore, between programs by flock(2) on the lock file, which is never removed.</summary>
internal sealed class StoreLock(StorePaths paths, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The lock, to be disposed; <c>ticket_store_locked</c> after five seconds.</summary>
    public async Task<Result<Held>> TakeAsync(CancellationToken ct)
    {
        var arrived = time.GetTimestamp();
        await _turn.WaitAsync(ct);
        SafeFileHandle? file = null;
        try
        {
            DurableFile.CreateFolder(paths.Root);
            if (StorePaths.IsLink(paths.Lock))
            {
                _turn.Release();
                return new Fault(FaultCodes.StoreFailed, ".ticket-backend.lock is a symbolic link; remove it.");
            }

            Create();
            file = Native.OpenRead(paths.Lock) ?? throw new FileNotFoundException("The lock file vanished.");
            if (await IsNextAsync(file, arrived, ct)) return new Held(file, _turn);
            file.Dispose();
            _turn.Release();
            return new Fault(FaultCodes.TicketStoreLocked, "Another program has held the ticket store for more than five seconds; wait until it is done and try again.");
        }
        catch (Exception e)
        {
            file?.Dispose();
            _turn.Release();
            if (IoFaults.Expected(e)) return IoFaults.Of(e, "taking its lock");
            throw;
        }
    }

    /// <summary>
    /// Waits for the lock, one program at a time: the others wait for the folder, on which no other program takes a lock. Without that, one that gives the lock back and takes it
    /// again at once could keep all others from it for as long as it likes.
    /// </summary>
    private async Task<bool> IsNextAsync(SafeFileHandle file, long arrived, CancellationToken ct)
    {
        using var line = Native.OpenRead(paths.Root) ?? throw new DirectoryNotFoundException("The store's folder vanished.");
        try
        {
            return await IsTakenAsync(() => CanQueue(line), arrived, ct) && await IsTakenAsync(() => Native.TryLock(file), arrived, ct);
        }
        finally
        {
            Native.Release(line);
        }
    }

    private async Task<bool> IsTakenAsync(Func<bool> attempt, long arrived, CancellationToken ct)
    {
        for (var pause = TimeSpan.FromMilliseconds(1); !attempt(); pause = pause * 2 > LongestPause ? LongestPause : pause * 2)
        {
            if (time.GetElapsedTime(arrived) >= Patience) return false;
            await Task.Delay(pause, time, ct);
        }

        return true;
    }

    private static bool CanQueue(SafeFileHandle line)
    {
        try
        {
            return Native.TryLock(line);
        }
        catch (IOException)
        {
            // A file system that locks no folders: then nobody queues there, and the lock itself decides.
            return true;
        }
    }

    private void Create()
    {
        if (File.Exists(paths.Lock)) return;
        try
        {
            File.OpenHandle(paths.Lock, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(paths.Lock))
        {
            // Another writer made it at the same moment, which serves as well.
            return;
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The lock while it is held.</summary>
    internal sealed class Held(SafeFileHandle file, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            Native.Release(file);
            file.Dispose();
            turn.Release();
        }
    }
}
