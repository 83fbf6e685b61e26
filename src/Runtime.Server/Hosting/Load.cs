using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>How much the server bears at once, and whether it takes work at all.</summary>
internal sealed class Load(RuntimeServerOptions options) : IDisposable
{
    private readonly ConcurrencyLimiter _requests = new(new() { PermitLimit = options.MostRequests, QueueLimit = 0 });
    private readonly ConcurrencyLimiter _streams = new(new() { PermitLimit = options.MostStreams, QueueLimit = 0 });
    private volatile bool _isDraining;
    private volatile TaskCompletionSource? _noneWatches;
    private int _watching;

    /// <summary>Whether no new work is taken.</summary>
    public bool IsDraining => _isDraining;

    public void Drain() => _isDraining = true;

    public async Task InvokeAsync(HttpContext context, Route route, RequestDelegate next)
    {
        if (_isDraining && route.Permission is not (Permission.None or Permission.Read))
        {
            await Refusal.WriteAsync(context, new(FaultCodes.RuntimeStopped, "The runtime stops; try again when it is started again."));
            return;
        }

        using var place = (route.IsStream ? _streams : _requests).AttemptAcquire();
        if (place.IsAcquired) await ServeAsync(context, route, next);
        else await Refusal.WriteAsync(context, new(FaultCodes.Overloaded, route.IsStream ? $"The server has {options.MostStreams} streams; try again later." : "The server has too much to do; try again later."));
    }

    /// <summary>Waits until nobody watches a Worker any more, or so long.</summary>
    public async Task WatchersLeaveAsync(TimeSpan patience)
    {
        var none = _noneWatches = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Volatile.Read(ref _watching) == 0) return;
        await none.Task.WaitAsync(patience, options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(HttpContext context, Route route, RequestDelegate next)
    {
        // Hints of all Workers have no end of their own.
        var watches = route.IsStream && route.Path.Contains("/events/", StringComparison.Ordinal);
        if (watches) Interlocked.Increment(ref _watching);
        try
        {
            await next(context);
        }
        finally
        {
            if (watches && Interlocked.Decrement(ref _watching) == 0) _noneWatches?.TrySetResult();
        }
    }

    public void Dispose()
    {
        _requests.Dispose();
        _streams.Dispose();
    }
}
