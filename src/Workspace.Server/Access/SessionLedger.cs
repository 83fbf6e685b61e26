using System.Security.Cryptography;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Sessions by the hash of their token. What makes them outlive the server is the caller's.</summary>
internal sealed class SessionLedger
{
    /// <summary>How long a session is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, DateTimeOffset Expires)> _sessions = [];
    private readonly ServerOptions _options;

    public SessionLedger(ServerOptions options)
    {
        _options = options;
        foreach (var session in options.Sessions)
            if (HashOf(session) is { } hash) _sessions.Add((hash, session.Expires));
    }

    /// <summary>A new session's token, once it is kept.</summary>
    public async ValueTask<Result<string>> NewAsync(CancellationToken cancellationToken)
    {
        var token = Secret.New();
        var hash = Secret.Hash(token)!;
        var expires = _options.Time.GetUtcNow() + Lifetime;
        if (await _options.SaveSession(new(Convert.ToHexStringLower(hash), expires), cancellationToken) is { } fault) return fault;
        lock (_gate)
        {
            var now = _options.Time.GetUtcNow();
            _sessions.RemoveAll(session => session.Expires <= now);
            _sessions.Add((hash, expires));
        }

        return token;
    }

    /// <summary>Until when the token opens the workspace; null where it does not, or no longer.</summary>
    public DateTimeOffset? ExpiryOf(string? token)
    {
        if (Secret.Hash(token) is not { } hash) return null;
        DateTimeOffset? found = null;
        lock (_gate)
        {
            foreach (var session in _sessions)
                if (CryptographicOperations.FixedTimeEquals(session.Hash, hash)) found = session.Expires;
        }

        return found > _options.Time.GetUtcNow() ? found : null;
    }

    private static byte[]? HashOf(StoredSession session)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(session.Hash, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == hash.Length ? hash : null;
    }
}
