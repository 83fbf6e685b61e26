namespace Yoi.Runtime.Server;

/// <summary>What a token opens. Its text is nowhere: it is known by its hash.</summary>
internal sealed record TokenGrant(string Hash, string Workspace, IReadOnlyList<Permission> Permissions, DateTimeOffset? Expires, string Name)
{
    /// <summary>SHA-256 of the token's text.</summary>
    public byte[] Digest { get; } = Convert.FromHexString(Hash);

    /// <summary>The grant of a request that the gate let through.</summary>
    public static TokenGrant Of(Microsoft.AspNetCore.Http.HttpContext context) =>
        context.Features.Get<TokenGrant>() ?? throw new InvalidOperationException("The route asks for no token and uses one.");
}
