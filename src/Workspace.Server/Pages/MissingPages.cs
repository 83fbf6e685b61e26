using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>What a checkout without built pages shows instead of them.</summary>
internal static class MissingPages
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>Yoi: the dashboard is not built</title>
        <h1>The dashboard is not built yet</h1>
        <p>The server works: the API and the command line are all there. Only the pages are missing. With Node 20.19 or newer:</p>
        <pre>cd web &amp;&amp; npm ci &amp;&amp; npm run build</pre>
        <p>Then reload this page; the server needs no restart. Meanwhile <code>yoi status</code> and <code>yoi ticket list</code> show what the board would.</p>
        </html>

        """);

    public static async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = Page.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(Page, context.RequestAborted);
    }
}
