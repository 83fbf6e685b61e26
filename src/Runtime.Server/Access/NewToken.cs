namespace Yoi.Runtime.Server;

/// <summary>A token to be made.</summary>
/// <param name="Workspace">The workspace whose Workers it opens: 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit.</param>
/// <param name="Permissions">What it may do; at least one.</param>
/// <param name="Expires">From when on it is refused; null for never.</param>
/// <param name="Name">For people, 1 to 128 characters.</param>
public sealed record NewToken(string Workspace, IReadOnlyList<Permission> Permissions, DateTimeOffset? Expires, string Name);
