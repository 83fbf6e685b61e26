using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A browser's session as the journal keeps it: never the token, only its hash.</summary>
/// <param name="Hash">SHA-256 of the token, lower-case hex.</param>
/// <param name="Expires">When it ends.</param>
public sealed record SessionOpened(string Hash, DateTimeOffset Expires);

/// <summary>Sessions survive a restart of the server: they are a stream like everything else.</summary>
public sealed class SessionStore(IJournal journal)
{
    private static readonly StreamId Stream = new("access", "sessions");

    /// <summary>Every session ever opened; the caller leaves out the expired.</summary>
    public async ValueTask<Result<IReadOnlyList<SessionOpened>>> LoadAsync(CancellationToken cancellationToken)
    {
        var sessions = new List<SessionOpened>();
        for (long after = 0, version = 1; after < version;)
        {
            if (!(await journal.ReadAsync(Stream, new() { After = after }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            sessions.AddRange(page.Events.Select(e => JsonSerializer.Deserialize(e.Data.Span, ControlJson.Default.SessionOpened)!));
            (after, version) = (page.Events.Count > 0 ? page.Events[^1].Version : page.StreamVersion, page.StreamVersion);
        }

        return sessions;
    }

    /// <summary>Remembers a session.</summary>
    public async ValueTask<Fault?> SaveAsync(SessionOpened session, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(session, ControlJson.Default.SessionOpened);
        return (await journal.AppendAsync(Stream, new() { Events = [new("session_opened", data)] }, cancellationToken)).Fault;
    }
}
