using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>
/// The one thread that starts every sandbox and never ends: the kernel ties <c>--die-with-parent</c> to the thread that forked, and
/// threads of the pool come and go.
/// </summary>
internal static class StartThread
{
    private static readonly BlockingCollection<Request> Requests = new(boundedCapacity: 1);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static readonly Lazy<Thread> Starter = new(Launch);

    /// <summary>Starts the process on that thread.</summary>
    public static async Task<Result<Process>> StartAsync(ProcessStartInfo info, CancellationToken cancellationToken)
    {
        _ = Starter.Value;
        await Turn.WaitAsync(cancellationToken);
        try
        {
            var request = new Request(info, new(TaskCreationOptions.RunContinuationsAsynchronously));
            Requests.Add(request, CancellationToken.None);
            return await request.Started.Task;
        }
        finally
        {
            Turn.Release();
        }
    }

    private static Thread Launch()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "sandbox starter" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        foreach (var request in Requests.GetConsumingEnumerable())
        {
            try
            {
                request.Started.SetResult(Start(request.Info));
            }
            catch (Exception e)
            {
                // The thread must live on; whoever asked gets the bug.
                request.Started.SetException(e);
            }
        }
    }

    private static Result<Process> Start(ProcessStartInfo info)
    {
        if (Descriptors.KeepFromChildren() is { } fault) return fault;
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e) when (e.NativeErrorCode == ArgumentListTooLong)
        {
            return new Fault(FaultCodes.Invalid, "The command's arguments are too long for this machine; pass large texts by standard input or a file.");
        }
        catch (Win32Exception e)
        {
            return Unavailable.Because(e.Message);
        }
    }

    private const int ArgumentListTooLong = 7;

    private sealed record Request(ProcessStartInfo Info, TaskCompletionSource<Result<Process>> Started);
}
