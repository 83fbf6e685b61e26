using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Where the server listens, what it serves and who is still let in after a restart.</summary>
public sealed record ServerOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The operator's Unix socket, at most 107 bytes, in a folder that only its owner may enter (0700) and that exists. A stale socket is replaced.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The built pages; looked at on each request, so pages built later appear. Null or missing: a page says how to get them.</summary>
    public string? PagesFolder { get; init; }

    /// <summary>The clock of links, sessions and streams.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sessions kept from earlier runs; expired ones are passed over.</summary>
    public IReadOnlyList<StoredSession> Sessions { get; init; } = [];

    /// <summary>Keeps a new session durably before its token is given out; a fault refuses the session. May be called by several requests at once.</summary>
    public required Func<StoredSession, CancellationToken, ValueTask<Fault?>> SaveSession { get; init; }
}

/// <summary>A session as it is kept: never the token itself.</summary>
/// <param name="Hash">SHA-256 of the token's text, 64 lower-case hexadecimal characters.</param>
/// <param name="Expires">From when on it is refused.</param>
public sealed record StoredSession(string Hash, DateTimeOffset Expires);
