using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Yoi.Workspace.Server;

/// <summary>The dashboard's static files. They hold no secret, so they need no credential.</summary>
internal sealed class PageRoutes(string? folder)
{
    private const string Shell = "index.html";

    public async Task ServeAsync(HttpContext context)
    {
        var page = context.GetRouteValue("page") as string ?? "";
        // What has no dot is a place within the dashboard, which finds its way itself.
        var isPlace = !Path.GetFileName(page).Contains('.', StringComparison.Ordinal);
        if (PageFile.Find(folder, isPlace ? Shell : page) is { } file) await SendAsync(context, file);
        else if (isPlace) await MissingPages.WriteAsync(context);
        else await Problem.NotFoundAsync(context);
    }

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        var response = context.Response;
        await using var content = file.Open();
        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        // The build puts a hash into the names below assets, so those never change; everything else is asked for again.
        response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        if (!HttpMethods.IsHead(context.Request.Method)) await content.CopyToAsync(response.Body, context.RequestAborted);
    }
}
