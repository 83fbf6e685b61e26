using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>What somebody may do; each may also do what those before it may.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AccessRole>))]
public enum AccessRole
{
    /// <summary>Reads everything of the workspace.</summary>
    Viewer,

    /// <summary>Works with it: tickets, Workers, approvals.</summary>
    Operator,

    /// <summary>Lets others in and out, and reads who did what.</summary>
    Admin,
}

/// <summary>By what a caller is let in.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CallerKind>))]
public enum CallerKind
{
    /// <summary>The operator's Unix socket.</summary>
    Socket,

    /// <summary>A browser's session.</summary>
    Session,

    /// <summary>An API token.</summary>
    Token,
}

/// <summary>Who a caller is to the server.</summary>
/// <param name="Kind">By what it is let in.</param>
/// <param name="Name">In whose name it acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Expires">From when on it is refused; null over the socket.</param>
public sealed record CallerView(CallerKind Kind, string Name, AccessRole Role, DateTimeOffset? Expires = null);

/// <summary>Asks for an API token.</summary>
/// <param name="Name">In whose name its holder acts: one line of 1 to 64 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Days">How many days it is good, 1 to 365.</param>
/// <param name="Workspaces">The ids of the workspaces it opens; null for all in which the caller is admin.</param>
public sealed record NewToken(string Name, AccessRole Role = AccessRole.Viewer, int Days = 90, IReadOnlyList<string>? Workspaces = null);

/// <summary>An API token as it may be shown: never the token itself.</summary>
/// <param name="Id">Names it in calls.</param>
/// <param name="Name">In whose name its holder acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Expires">From when on it is refused.</param>
/// <param name="LastUsed">The day of its last use, in UTC; null before the first.</param>
/// <param name="Workspaces">The ids of the workspaces it opens, of those in which the caller is admin.</param>
public sealed record TokenView(
    string Id, string Name, AccessRole Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset Expires, DateOnly? LastUsed = null, IReadOnlyList<string>? Workspaces = null);

/// <summary>API tokens that are not revoked, oldest first.</summary>
public sealed record TokenPage(IReadOnlyList<TokenView> Items);

/// <summary>A new API token; the only answer that holds it.</summary>
/// <param name="Token">256 random bits, base64url, sent as <c>Authorization: Bearer</c>.</param>
/// <param name="View">What is kept of it.</param>
public sealed record IssuedToken(string Token, TokenView View);

/// <summary>A browser's session as it may be shown.</summary>
/// <param name="Id">Names it in calls.</param>
/// <param name="Name">In whose name its browser acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="OpenedBy">link (a one-time link of the command line) or login.</param>
/// <param name="Expires">From when on it is refused.</param>
/// <param name="Mine">Whether it is the caller's own.</param>
/// <param name="OpenedAt">When it was opened; null for one of an older program.</param>
/// <param name="Workspaces">The ids of the workspaces it opens, of those in which the caller is admin.</param>
public sealed record SessionView(
    string Id, string Name, AccessRole Role, string OpenedBy, DateTimeOffset Expires, bool Mine, DateTimeOffset? OpenedAt = null, IReadOnlyList<string>? Workspaces = null);

/// <summary>Sessions that are good, oldest first.</summary>
public sealed record SessionPage(IReadOnlyList<SessionView> Items);

/// <summary>How many were revoked.</summary>
public sealed record Revoked(int Count);

/// <summary>How somebody may come in.</summary>
/// <param name="Login">Whether the page may offer a login.</param>
public sealed record AccessMethods(bool Login);

/// <summary>Begins a login.</summary>
/// <param name="Binding">A random text of 32 to 64 characters that the page keeps to itself and sends again with the link that ends the login.</param>
public sealed record LoginStart(string Binding);

/// <summary>Where the browser goes on to log in.</summary>
public sealed record LoginAddress(string Url);
