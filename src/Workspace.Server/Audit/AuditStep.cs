using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>
/// Leaves one durable record of each mutation. It is written once the outcome is known and before the answer leaves, so whoever was answered is on record; were it written as an intent
/// too, each mutation would cost two syncs, to tell only of those that a crash cut off: their effects name their author in the ticket's or Worker's own history, and their callers, who have
/// no answer, ask again. A record that cannot be kept takes the answer's place. Of refused calls as many are recorded as a bucket gives, the rest is counted in the next record: a flood of
/// them fills no disk. A call that names a workspace is on that one's record, any other on that of each workspace its caller may enter, and on the first one's where nobody knows the caller.
/// </summary>
internal sealed class AuditStep(OpenWorkspaces workspaces, ServerLimits limits, ServerMetrics metrics, TimeProvider time) : IDisposable
{
    private const int CallerLeft = 499;

    private readonly PartitionedRateLimiter<string> _refusals = RateGate.Buckets(limits.RefusalBurst, limits.RefusalsPerMinute, TimeSpan.FromMinutes(1));
    private long _unrecorded;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        // What answers a mutation is one object, built whole in memory anyway.
        var (body, answer) = (context.Response.Body, new MemoryStream());
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (IsRoute(context) && await RecordAsync(context) is { } fault)
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, fault.Code,
                "It may have been done, but could not be put on record, so it does not count as answered; send it again with the same Idempotency-Key once the server's store works.", fault.Message);
            return;
        }

        // Some answers may have no body, not even an empty one.
        if (answer.Length > 0 && !context.RequestAborted.IsCancellationRequested) await body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    public void Dispose() => _refusals.Dispose();

    private static bool IsRoute(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<DeclaredPermission>() is { IsCatchAll: false };

    private async ValueTask<Fault?> RecordAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var status = context.RequestAborted.IsCancellationRequested ? CallerLeft : context.Response.StatusCode;
        // A way in that is open to all leaves no record of each knock either.
        if (status >= StatusCodes.Status400BadRequest || caller is null)
        {
            using var lease = _refusals.AttemptAcquire(caller is null ? "unknown" : $"{caller.Kind}{caller.Id}");
            if (!lease.IsAcquired || status == StatusCodes.Status429TooManyRequests)
            {
                Interlocked.Increment(ref _unrecorded);
                metrics.Unrecorded();
                return null;
            }
        }

        var unrecorded = Interlocked.Exchange(ref _unrecorded, 0);
        var entry = new AuditEntry
        {
            Seq = 0,
            At = time.GetUtcNow(),
            Kind = caller?.Kind,
            Caller = caller?.Id,
            Name = caller?.Name,
            Role = caller?.Role,
            Method = context.Request.Method,
            Route = RequestTrace.RouteOf(context),
            Targets = Targets.Of(context),
            Status = status,
            Code = context.Features.Get<RefusedWith>()?.Code,
            TraceId = RequestTrace.IdOf(context),
            KeyHash = KeyHashOf(context),
            Unrecorded = unrecorded,
        };
        // Whether or not the caller still waits, what was done is put on record.
        var fault = await SaveAsync(context, caller, entry);
        if (fault is not null) Interlocked.Add(ref _unrecorded, unrecorded);
        // A refusal changed nothing; that it went unrecorded is no reason to answer anything else.
        return status < StatusCodes.Status400BadRequest ? fault : null;
    }

    private async ValueTask<Fault?> SaveAsync(HttpContext context, Caller? caller, AuditEntry entry)
    {
        IEnumerable<OpenWorkspace> records = workspaces.Named(context) is { } named ? [named] : caller is { Within.Count: > 0 } ? workspaces.Of(caller) : [workspaces.First];
        Fault? first = null;
        foreach (var workspace in records) first ??= await workspace.Surface.Access.Audit.SaveAsync(entry, CancellationToken.None);
        return first;
    }

    private static string? KeyHashOf(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16] : null;
}
