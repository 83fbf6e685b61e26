using System.Security.Cryptography;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a link opens.</summary>
/// <param name="Name">In whose name the session acts.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Lifetime">How long it is good.</param>
/// <param name="OpenedBy"><c>link</c> or <c>login</c>.</param>
/// <param name="Workspace">The workspace that is shown first; null for the server's first.</param>
internal sealed record Opening(string Name, AccessRole Role, TimeSpan Lifetime, string OpenedBy, string? Workspace = null);

/// <summary>One-time links: each secret is good once, for 60 seconds. In memory: a restart ends them.</summary>
internal sealed class LinkLedger(TimeProvider time)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Links that wait at once; the oldest makes room.</summary>
    private const int Maximum = 64;

    private readonly Lock _gate = new();
    private readonly List<Link> _links = [];

    /// <param name="opening">What it opens.</param>
    /// <param name="binding">What must be sent with it; null where the secret alone does.</param>
    public string New(Opening opening, string? binding)
    {
        var secret = Secret.New();
        lock (_gate)
        {
            Prune();
            if (_links.Count == Maximum) _links.RemoveAt(0);
            _links.Add(new(Secret.Hash(secret)!, time.GetUtcNow() + Lifetime, opening, Secret.Hash(binding)));
        }

        return secret;
    }

    /// <summary>What it opens, once per link, while it is good; a wrong binding uses it up.</summary>
    public Opening? Take(string? secret, string? binding)
    {
        if (Secret.Hash(secret) is not { } hash) return null;
        lock (_gate)
        {
            Prune();
            if (_links.Find(link => CryptographicOperations.FixedTimeEquals(link.Hash, hash)) is not { } found) return null;
            _links.Remove(found);
            return found.Binding is null || CryptographicOperations.FixedTimeEquals(found.Binding, Secret.Hash(binding) ?? []) ? found.Opening : null;
        }
    }

    private void Prune()
    {
        var now = time.GetUtcNow();
        _links.RemoveAll(link => link.Expires <= now);
    }

    private sealed record Link(byte[] Hash, DateTimeOffset Expires, Opening Opening, byte[]? Binding);
}
