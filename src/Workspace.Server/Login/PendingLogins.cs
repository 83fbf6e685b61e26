namespace Yoi.Workspace.Server;

/// <summary>A login that was begun.</summary>
/// <param name="Nonce">What its id token must hold.</param>
/// <param name="Verifier">What proves to the issuer that who began it redeems its code.</param>
/// <param name="Binding">What proves that the page that began it ends it.</param>
/// <param name="Expires">When it is forgotten.</param>
internal sealed record PendingLogin(string Nonce, string Verifier, string Binding, DateTimeOffset Expires);

/// <summary>Logins under way by their state, each good once, for ten minutes. In memory: a restart ends them.</summary>
internal sealed class PendingLogins(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Logins under way at once; the oldest makes room.</summary>
    private const int Maximum = 1_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, PendingLogin> _pending = new(StringComparer.Ordinal);

    public (string State, PendingLogin Login) Begin(string binding)
    {
        var (state, login) = (Secret.New(), new PendingLogin(Secret.New(), Secret.New(), binding, time.GetUtcNow() + Lifetime));
        lock (_gate)
        {
            Prune();
            if (_pending.Count == Maximum) _pending.RemoveAt(0);
            _pending.Add(KeyOf(state)!, login);
        }

        return (state, login);
    }

    /// <summary>The login of a state, once; null where there is none.</summary>
    public PendingLogin? Take(string? state)
    {
        if (KeyOf(state) is not { } key) return null;
        lock (_gate)
        {
            Prune();
            return _pending.Remove(key, out var login) ? login : null;
        }
    }

    // By its hash, so how long the search takes tells nothing of the states there are.
    private static string? KeyOf(string? state) => Secret.Hash(state) is { } hash ? Convert.ToHexString(hash) : null;

    private void Prune()
    {
        var now = time.GetUtcNow();
        while (_pending.Count > 0 && _pending.GetAt(0).Value.Expires <= now) _pending.RemoveAt(0);
    }
}
