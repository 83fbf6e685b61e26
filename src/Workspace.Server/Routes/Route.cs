using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>One route: how it is called and what it asks for.</summary>
/// <param name="Method">The HTTP method; <c>*</c> for any.</param>
/// <param name="Path">The pattern, starting with a slash.</param>
/// <param name="Permission">What it asks of the caller.</param>
public sealed record Route(string Method, string Path, Permission Permission);

/// <summary>What an endpoint declares; one without it does not start.</summary>
internal sealed record DeclaredPermission(Permission Permission, bool IsCatchAll);

/// <summary>A route and what answers it.</summary>
internal sealed record BoundRoute(Route Route, RequestDelegate Handler, RouteText? Text = null)
{
    public static BoundRoute Get(string path, RequestDelegate handler, RouteText text) => new(new("GET", path, Permission.Read), handler, text);

    public static BoundRoute Change(string method, string path, RequestDelegate handler, RouteText text) =>
        new(new(method, path, Permission.Write), handler, text with { TakesKey = true });
}
