using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Answers with a file that a Worker may have written: nothing a browser would run or show as a page of ours.</summary>
internal static class ArtifactAnswer
{
    public static async Task WriteAsync(HttpContext context, string name, ReadOnlyMemory<byte> bytes)
    {
        var isText = Utf8.IsValid(bytes.Span) && !bytes.Span.Contains((byte)0);
        context.Response.ContentType = isText ? "text/plain; charset=utf-8" : "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        // The name in full only where it needs no quoting.
        context.Response.Headers.ContentDisposition = Targets.IsName(name.Split('/')[^1]) ? $"attachment; filename=\"{name.Split('/')[^1]}\"" : "attachment";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
