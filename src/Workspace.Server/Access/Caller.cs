using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Marks a connection that came over the operator's Unix socket; set by that listener alone.</summary>
internal sealed class OperatorConnection;

/// <summary>Who sends a request.</summary>
internal static class Caller
{
    /// <summary>Whether the request came over the operator's socket.</summary>
    public static bool IsOperator(HttpContext context) => context.Features.Get<OperatorConnection>() is not null;

    /// <summary>Until when the caller may read: for ever over the socket, else as long as the session; null where not at all.</summary>
    public static DateTimeOffset? MayReadUntil(HttpContext context, SessionLedger sessions) =>
        IsOperator(context) ? DateTimeOffset.MaxValue : sessions.ExpiryOf(BearerToken(context.Request));

    private static string? BearerToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
