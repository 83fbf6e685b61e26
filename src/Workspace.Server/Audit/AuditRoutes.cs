using Microsoft.AspNetCore.Http;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Who did what.</summary>
internal sealed class AuditRoutes(AuditStream stream)
{
    private const int DefaultLimit = 50;
    private const int MostAtOnce = 500;

    public async Task ListAsync(HttpContext context)
    {
        if (!RequestQuery.TryRead(context, "before", out var before) || !RequestQuery.TryRead(context, "limit", out var limit) || before == 0 || limit is 0 or > MostAtOnce)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, $"before is a record's number, limit 1 to {MostAtOnce}."));
            return;
        }

        var read = await stream.ReadAsync(before, (int)(limit ?? DefaultLimit), context.RequestAborted);
        await (read.TryGet(out var page, out var fault) ? Answer.WriteAsync(context, page, BrowserJson.Default.AuditPage) : Refusal.WriteAsync(context, fault));
    }
}
