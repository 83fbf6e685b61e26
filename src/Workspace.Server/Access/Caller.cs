using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Marks a connection that came over the Unix socket of a workspace's operator; set by that listener alone.</summary>
/// <param name="Workspace">The workspace.</param>
internal sealed record OperatorConnection(string Workspace);

/// <summary>Who sends a request.</summary>
/// <param name="Kind">By what it is let in.</param>
/// <param name="Id">The session or token; <c>socket</c> over the socket.</param>
/// <param name="Name">In whose name it acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Expires">From when on it is refused.</param>
/// <param name="Ended">Cancelled when it is revoked.</param>
internal sealed record Caller(CallerKind Kind, string Id, string Name, AccessRole Role, DateTimeOffset Expires, CancellationToken Ended)
{
    /// <summary>Which workspaces it may enter, and as whom. Once the gate let it into one, it is whom it is there.</summary>
    public IReadOnlyDictionary<string, Caller> Within { get; init; } = ReadOnlyDictionary<string, Caller>.Empty;

    /// <summary>The workspaces in which it may let others in.</summary>
    public IReadOnlyList<string> Administers => [.. Within.Where(w => w.Value.Role == AccessRole.Admin).Select(w => w.Key)];

    /// <summary>Somebody who may enter several workspaces: outside them with the most that any allows.</summary>
    /// <param name="within">Those, at least one.</param>
    public static Caller Over(IReadOnlyDictionary<string, Caller> within)
    {
        var most = within.Values.MaxBy(c => c.Role)!;
        return most with { Expires = within.Values.Max(c => c.Expires), Within = within };
    }

    /// <summary>The workspace over whose operator's socket the request came; null where it came otherwise.</summary>
    public static string? SocketOf(HttpContext context) => context.Features.Get<OperatorConnection>()?.Workspace;

    /// <summary>Whether the request came over an operator's socket.</summary>
    public static bool IsOperator(HttpContext context) => SocketOf(context) is not null;

    /// <summary>Who sends it; null where nobody is known.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Of a request that its route lets nobody unknown send.</summary>
    public static Caller Known(HttpContext context) => Of(context) ?? throw new InvalidOperationException("The route let an unknown caller in.");

    public CallerView View() => new(Kind, Name, Role, Kind == CallerKind.Socket ? null : Expires);
}
