using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// The part of the settings that makes the host execute something, decides where code is sent, or lowers a wall. Roles with their built-in profile are left out, so that saying nothing and
/// saying the default is the same.
/// </summary>
internal sealed record ExecutableSettings
{
    public static readonly ExecutableSettings Nothing = new() { Validation = new(), Protected = [], Roles = [], Profiles = [] };

    public required ValidationSettings Validation { get; init; }

    public required IReadOnlyList<string> Protected { get; init; }

    public required SortedDictionary<string, string> Roles { get; init; }

    public required SortedDictionary<string, ExecutableProfile> Profiles { get; init; }

    /// <summary>Null where there is none, so that what was trusted before there were any stays what it was.</summary>
    public SortedDictionary<string, RuntimeSettings>? Runtimes { get; init; }

    public static ExecutableSettings Of(WorkspaceSettings settings) => new()
    {
        Validation = settings.Validation,
        Protected = settings.Protected,
        Roles = Sorted(settings.Roles.Where(r => r.Value.Profile != RoleSettings.BuiltinProfile(r.Key)), role => role.Profile),
        Profiles = Sorted(settings.Profiles, ExecutableProfile.Of),
        Runtimes = settings.Runtimes.Count > 0 ? Sorted(settings.Runtimes, runtime => runtime) : null,
    };

    /// <summary>SHA-256, in lower-case hexadecimal, of its JSON: properties as declared here, names of roles and profiles in ordinal order, nulls left out.</summary>
    public string Digest()
    {
        var canonical = this with { Roles = new(Roles, StringComparer.Ordinal), Profiles = new(Profiles, StringComparer.Ordinal), Runtimes = Runtimes is null ? null : new(Runtimes, StringComparer.Ordinal) };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical, TrustJson.Default.ExecutableSettings)));
    }

    private static SortedDictionary<string, TTo> Sorted<TFrom, TTo>(IEnumerable<KeyValuePair<string, TFrom>> pairs, Func<TFrom, TTo> to) =>
        new(pairs.ToDictionary(p => p.Key, p => to(p.Value)), StringComparer.Ordinal);
}

/// <summary>A profile without its limits.</summary>
internal sealed record ExecutableProfile
{
    public string? Extends { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<string>? Tools { get; init; }

    public required IReadOnlyList<ToolchainMount> Mounts { get; init; }

    public static ExecutableProfile Of(ProfileSettings profile) =>
        new() { Extends = profile.Extends, Provider = profile.Provider, Model = profile.Model, Tools = profile.Tools, Mounts = profile.Mounts };
}
