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

    /// <summary>Whether no new work is taken.</summary>
    public bool IsDraining => _isDraining;

    public void Drain() => _isDraining = true;

    public async Task InvokeAsync(HttpContext context, Route route, RequestDelegate next)
    {
        if (_isDraining && route.Permission is Permission.Work or Permission.Manage)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.RuntimeStopped, "The runtime stops; try again when it is started again."));
            return;
        }

        using var place = (route.IsStream ? _streams : _requests).AttemptAcquire();
        if (place.IsAcquired) await next(context);
        else await Refusal.WriteAsync(context, new(FaultCodes.Overloaded, route.IsStream ? $"The server has {options.MostStreams} streams; try again later." : "The server has too much to do; try again later."));
    }

    public void Dispose()
    {
        _requests.Dispose();
        _streams.Dispose();
    }
}
