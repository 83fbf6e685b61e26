using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Yoi.Runtime.Server;

/// <summary>Reads the routes back from what is mapped, so that what is declared and what answers cannot drift apart.</summary>
public static class RouteCheck
{
    /// <summary>The routes behind the endpoints, in their order.</summary>
    /// <exception cref="InvalidOperationException">An endpoint is no route or declares no permission: a bug, so nothing starts.</exception>
    public static IReadOnlyList<Route> Read(IEnumerable<Endpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return [.. endpoints.SelectMany(Routes)];
    }

    private static IEnumerable<Route> Routes(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } path } || endpoint.Metadata.GetMetadata<DeclaredPermission>() is not { } declared)
            throw new InvalidOperationException($"The endpoint '{endpoint.DisplayName}' declares no permission.");
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];
        return methods.Select(method => new Route(method, path, declared.Permission, declared.IsStream));
    }
}
