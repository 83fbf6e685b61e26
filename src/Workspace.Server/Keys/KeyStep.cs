using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Around a mutation: whoever sends a key has it once.</summary>
internal static class KeyStep
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate route, KeyLedger ledger)
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (key is null)
        {
            await route(context);
            return;
        }

        using var use = KeyUse.For(ledger, context, key);
        context.Features.Set(use);
        await route(context);
        if (await use.KeepAsync(context.Response.StatusCode) is not { } fault) return;
        // The answer is still held back; see AuditStep.
        context.Response.Body.SetLength(0);
        await Problem.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, fault.Code,
            "It was done, but its key could not be kept; look at what there is before you send it again.", fault.Message);
    }
}
