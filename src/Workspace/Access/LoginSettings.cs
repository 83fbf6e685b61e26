using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>How people log in by OpenID Connect; read from <c>login.yaml</c> in YOI_HOME, never from a repository.</summary>
public sealed record LoginSettings
{
    /// <summary>Who vouches for people: an https address, as its discovery document names itself; http on this machine alone.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>What the issuer knows this server as.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret the server shows to the issuer; null for a public client, which has none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the issuer is asked to tell.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>Whom to let in; whom no rule names has no access.</summary>
    public required IReadOnlyList<LoginRule> Rules { get; init; }

    /// <summary>The highest role that a rule gives a person; null for none.</summary>
    public AccessRole? RoleOf(LoginPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Rules.Where(rule => rule.Fits(person)).Max(rule => (AccessRole?)rule.Role);
    }
}

/// <summary>Gives a role to whoever fits what it names, of which there is one.</summary>
/// <param name="Role">The role.</param>
/// <param name="Email">An address that the issuer has verified.</param>
/// <param name="Subject">The issuer's name of a person.</param>
/// <param name="Group">A group among the claim <c>groups</c>.</param>
public sealed record LoginRule(AccessRole Role, string? Email = null, string? Subject = null, string? Group = null)
{
    internal bool Fits(LoginPerson person) =>
        (Email is not null && string.Equals(Email, person.VerifiedEmail, StringComparison.OrdinalIgnoreCase))
        || (Subject is not null && Subject == person.Subject)
        || (Group is not null && person.Groups.Contains(Group));
}

/// <summary>What an issuer says of a person.</summary>
/// <param name="Subject">Its name of them.</param>
/// <param name="Name">For people.</param>
/// <param name="VerifiedEmail">Their address where it says that it is verified.</param>
/// <param name="Groups">Their groups.</param>
public sealed record LoginPerson(string Subject, string Name, string? VerifiedEmail, IReadOnlyList<string> Groups);
