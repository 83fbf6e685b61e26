using Microsoft.AspNetCore.Http;

namespace Yoi.Runtime.Server;

/// <summary>One route: how it is called and what it asks for.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The pattern, starting with a slash.</param>
/// <param name="Permission">What it asks of the caller's token.</param>
/// <param name="IsStream">Whether it answers for as long as its reader stays.</param>
public sealed record Route(string Method, string Path, Permission Permission, bool IsStream = false);

/// <summary>What an endpoint declares; one without it does not start.</summary>
internal sealed record DeclaredPermission(Permission Permission, bool IsStream);

/// <summary>A route, what answers it, and what a reader of its description is told.</summary>
internal sealed record BoundRoute(Route Route, RequestDelegate Handler, RouteText Text);
