namespace Yoi.Protocol;

/// <summary>Resolved profiles as a workspace has them at one moment, kept under the digest of their content: the same words make the same Worker wherever they are sent.</summary>
public sealed record ConfigBundle
{
    /// <summary>What its sender calls it, 1 to 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The profiles, each under its own name.</summary>
    public required IReadOnlyList<Profile> Profiles { get; init; }
}

/// <summary>Names a bundle by what is in it.</summary>
/// <param name="Id">What its sender calls it.</param>
/// <param name="Sha256">The SHA-256 of its JSON as the wire has it, 64 hexadecimal digits in lower case.</param>
public sealed record BundleRef(string Id, string Sha256);
