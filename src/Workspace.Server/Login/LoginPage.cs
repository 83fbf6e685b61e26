using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>What a browser shows whose login was refused: it comes from the issuer, so no page of ours is open that could.</summary>
internal static class LoginPage
{
    public static async Task WriteAsync(HttpContext context, Fault fault)
    {
        var notice = fault.Code is FaultCodes.Unauthorized or FaultCodes.ForbiddenAuthority or FaultCodes.LoginUnavailable ? fault.Message : Notices.Of(fault).Message;
        var page = Encoding.UTF8.GetBytes($"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>Yoi: not logged in</title>
            <h1>You are not logged in</h1>
            <p>{WebUtility.HtmlEncode(notice)}</p>
            <p><a href="/">Back to the dashboard</a></p>
            <p><small>{WebUtility.HtmlEncode(fault.Code)}, trace {RequestTrace.IdOf(context)}</small></p>
            </html>

            """);
        context.Response.StatusCode = fault.Code switch
        {
            FaultCodes.Unauthorized => StatusCodes.Status401Unauthorized,
            FaultCodes.ForbiddenAuthority => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        context.Features.Set(new RefusedWith(fault.Code));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        await context.Response.Body.WriteAsync(page, context.RequestAborted);
    }
}
