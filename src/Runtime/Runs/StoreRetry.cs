using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Records what must be recorded, however long the store refuses it.</summary>
internal static class StoreRetry
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until there is no fault, or until the runtime has ended.</summary>
    public static async Task UntilTakenAsync(RuntimeScope scope, Func<Task<Fault?>> attempt, Action<Fault> refused)
    {
        for (var pause = TimeSpan.FromSeconds(1); await attempt() is { } fault;)
        {
            refused(fault);
            await Task.Delay(pause, scope.Options.Time, scope.Lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (scope.Lifetime.IsCancellationRequested) return;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
