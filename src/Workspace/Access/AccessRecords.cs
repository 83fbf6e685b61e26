using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>A session or API token as the journal keeps it: never its secret, only the hash of it.</summary>
/// <param name="Hash">SHA-256 of the secret's text, 64 lower-case hexadecimal characters.</param>
/// <param name="Expires">From when on it is refused.</param>
public sealed record CredentialRecord(string Hash, DateTimeOffset Expires)
{
    /// <summary>In whose name its holder acts; null for a session of an older program.</summary>
    public string? Name { get; init; }

    /// <summary>What it may do; null for a session of an older program, all of which came from the command line.</summary>
    public AccessRole? Role { get; init; }

    /// <summary>When it was made; null for a session of an older program.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who made a token; for a session <c>link</c> or <c>login</c>.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The day of its last use, in UTC.</summary>
    public DateOnly? LastUsed { get; init; }

    /// <summary>From when on it is refused whatever else it says.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who revoked it.</summary>
    public string? RevokedBy { get; init; }
}

/// <summary>A person who logged in.</summary>
/// <param name="Issuer">Who vouches for them.</param>
/// <param name="Subject">The issuer's name of them.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">What they might do at their last login.</param>
/// <param name="LastLogin">When that was.</param>
public sealed record AccountRecord(string Issuer, string Subject, string Name, AccessRole Role, DateTimeOffset LastLogin);
