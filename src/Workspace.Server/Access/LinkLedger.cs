using System.Security.Cryptography;

namespace Yoi.Workspace.Server;

/// <summary>One-time links: each secret is good once, for 60 seconds. In memory: a restart ends them.</summary>
internal sealed class LinkLedger(TimeProvider time)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Links that wait at once; the oldest makes room.</summary>
    private const int Maximum = 64;

    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, DateTimeOffset Expires)> _links = [];

    public string New()
    {
        var secret = Secret.New();
        lock (_gate)
        {
            Prune();
            if (_links.Count == Maximum) _links.RemoveAt(0);
            _links.Add((Secret.Hash(secret)!, time.GetUtcNow() + Lifetime));
        }

        return secret;
    }

    /// <summary>True once per link, while it is good.</summary>
    public bool TryTake(string? secret)
    {
        if (Secret.Hash(secret) is not { } hash) return false;
        lock (_gate)
        {
            Prune();
            return _links.RemoveAll(link => CryptographicOperations.FixedTimeEquals(link.Hash, hash)) > 0;
        }
    }

    private void Prune()
    {
        var now = time.GetUtcNow();
        _links.RemoveAll(link => link.Expires <= now);
    }
}
