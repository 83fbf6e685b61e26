using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>A session or token that is good, as the server holds it.</summary>
// Its source is never disposed: streams may still link themselves to it, and it holds no timer.
#pragma warning disable CA1001
internal sealed class Credential(CallerKind kind, byte[] hash, CredentialRecord record)
{
    private readonly CancellationTokenSource _ended = new();

    private CredentialRecord _record = record;

    public byte[] Hash => hash;

    public string Id { get; } = record.Hash[..16];

    /// <summary>What is kept of it.</summary>
    public CredentialRecord Record => Volatile.Read(ref _record);

    // A session without a role is of an older program, where every session came from the command line.
    public AccessRole Role => Record.Role ?? (kind == CallerKind.Session ? AccessRole.Admin : AccessRole.Viewer);

    /// <summary>Its holder as a caller.</summary>
    public Caller Caller(string nameless) => new(kind, Id, Record.Name ?? nameless, Role, Record.Expires, _ended.Token);

    /// <summary>Notes a use; the record to keep where it is the first of its day.</summary>
    public CredentialRecord? Used(DateOnly day)
    {
        var seen = Record;
        if (seen.LastUsed >= day) return null;
        var used = seen with { LastUsed = day };
        return Interlocked.CompareExchange(ref _record, used, seen) == seen ? used : null;
    }

    /// <summary>Ends the streams it opened.</summary>
    public void End() => _ended.Cancel();
}
