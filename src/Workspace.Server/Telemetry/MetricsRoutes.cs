using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>What the server counts, for Prometheus.</summary>
internal sealed class MetricsRoutes(MetricsBook book, OpenWorkspaces workspaces)
{
    public async Task ShowAsync(HttpContext context)
    {
        var text = new StringBuilder();
        book.Write(text);
        var name = MetricsBook.NameOf(TelemetryNames.Workers);
        MetricsBook.Head(text, name, "Workers of a workspace by state.", "gauge");
        foreach (var workspace in workspaces.Of(Caller.Known(context)))
        {
            var states = (await workspace.Surface.Workers.List(context.RequestAborted)).Items.CountBy(w => w.Desired == DesiredState.Active ? $"{w.State}" : $"{w.Desired}");
            foreach (var (state, count) in states.OrderBy(s => s.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{name}{{state=\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(state)}\",workspace=\"{workspace.Id}\"}} {count}\n");
        }

        var body = Encoding.UTF8.GetBytes(text.ToString());
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
