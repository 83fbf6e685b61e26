using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>
/// A token bucket a caller, and for whoever is unknown two an address: one for what is open to all, a stricter one for what was refused. A good credential is never refused for what
/// others at its address did.
/// </summary>
internal sealed class RateGate(ServerLimits limits, ServerMetrics metrics) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _callers = Buckets(limits.CallerBurst, limits.CallerPerSecond, TimeSpan.FromSeconds(1));
    private readonly PartitionedRateLimiter<string> _open = Buckets(limits.OpenBurst, limits.OpenPerSecond, TimeSpan.FromSeconds(1));
    private readonly PartitionedRateLimiter<string> _failed = Buckets(limits.FailedBurst, limits.FailedPerMinute, TimeSpan.FromMinutes(1));

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = Caller.Of(context) is { } caller ? _callers.AttemptAcquire($"{caller.Kind}{caller.Id}") : _open.AttemptAcquire(ClientAddress.Of(context));
        return lease.IsAcquired ? next(context) : OverloadedAsync(context, lease, Caller.Of(context) is null ? "open" : "caller");
    }

    /// <summary>Answers 401; 429 where the address was refused too often of late.</summary>
    public Task RefuseAsync(HttpContext context, string sentence) => CountAsync(
        context, () => Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, FaultCodes.Unauthorized, sentence));

    /// <summary>Goes on with what costs the stricter bucket; 429 where that is empty.</summary>
    public async Task CountAsync(HttpContext context, Func<Task> next)
    {
        using var lease = _failed.AttemptAcquire(ClientAddress.Of(context));
        await (lease.IsAcquired ? next() : OverloadedAsync(context, lease, "failed"));
    }

    public void Dispose()
    {
        _callers.Dispose();
        _open.Dispose();
        _failed.Dispose();
    }

    public static PartitionedRateLimiter<string> Buckets(int burst, int tokens, TimeSpan period)
    {
        // One token at a time: a limit of 30 a minute gives one each two seconds, and never thirty at once.
        var options = new TokenBucketRateLimiterOptions { TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = period / tokens, QueueLimit = 0, AutoReplenishment = false };
        return PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options));
    }

    private Task OverloadedAsync(HttpContext context, RateLimitLease lease, string limit)
    {
        metrics.RateLimited(limit);
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        return Problem.OverloadedAsync(context, wait, "You ask more often than this server bears; wait as long as Retry-After says.");
    }
}
