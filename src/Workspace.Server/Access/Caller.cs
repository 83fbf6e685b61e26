using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Marks a connection that came over the operator's Unix socket; set by that listener alone.</summary>
internal sealed class OperatorConnection;

/// <summary>Who sends a request.</summary>
/// <param name="Kind">By what it is let in.</param>
/// <param name="Id">The session or token; <c>socket</c> over the socket.</param>
/// <param name="Name">In whose name it acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Expires">From when on it is refused.</param>
/// <param name="Ended">Cancelled when it is revoked.</param>
internal sealed record Caller(CallerKind Kind, string Id, string Name, AccessRole Role, DateTimeOffset Expires, CancellationToken Ended)
{
    /// <summary>Whether the request came over the operator's socket.</summary>
    public static bool IsOperator(HttpContext context) => context.Features.Get<OperatorConnection>() is not null;

    /// <summary>Who sends it; null where nobody is known.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Of a request that its route lets nobody unknown send.</summary>
    public static Caller Known(HttpContext context) => Of(context) ?? throw new InvalidOperationException("The route let an unknown caller in.");

    public CallerView View() => new(Kind, Name, Role, Kind == CallerKind.Socket ? null : Expires);
}
