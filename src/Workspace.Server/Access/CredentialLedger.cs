using System.Security.Cryptography;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Sessions or tokens by the hash of their secret.</summary>
internal sealed class CredentialLedger
{
    /// <summary>How long one that has expired is still listed.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, Credential> _byId = new(StringComparer.Ordinal);
    private readonly CallerKind _kind;
    private readonly RecordStream<CredentialRecord> _stream;
    private readonly TimeProvider _time;

    private CredentialLedger(CallerKind kind, RecordStream<CredentialRecord> stream, TimeProvider time) => (_kind, _stream, _time) = (kind, stream, time);

    /// <summary>Those that may be shown, the expired of the last 30 days included, oldest first.</summary>
    public IReadOnlyList<Credential> All
    {
        get
        {
            lock (_gate) return [.. _byId.Values];
        }
    }

    /// <summary>Those that let somebody in.</summary>
    public IEnumerable<Credential> Good => All.Where(IsGood);

    public static async ValueTask<Result<CredentialLedger>> LoadAsync(CallerKind kind, RecordStream<CredentialRecord> stream, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Shown;
        if (!(await stream.LoadAsync(record => record.RevokedAt is null && record.Expires > since, cancellationToken)).TryGet(out var records, out var fault)) return fault;
        var ledger = new CredentialLedger(kind, stream, time);
        foreach (var record in records)
            if (HashOf(record) is { } hash) ledger.Put(new(kind, hash, record));
        return ledger;
    }

    /// <summary>The one of a new secret, once it is kept; a fault of the journal gives none.</summary>
    public async ValueTask<Result<Credential>> AddAsync(string secret, string name, AccessRole role, TimeSpan lifetime, string by, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var hash = Secret.Hash(secret)!;
        var record = new CredentialRecord(Convert.ToHexStringLower(hash), now + lifetime) { Name = name, Role = role, CreatedAt = now, CreatedBy = by };
        if (await _stream.SaveAsync(_kind == CallerKind.Session ? "session_opened" : "token_issued", record, cancellationToken) is { } fault) return fault;
        var credential = new Credential(_kind, hash, record);
        Put(credential);
        return credential;
    }

    /// <summary>The one of a secret, where it is good.</summary>
    public Credential? Find(byte[] hash)
    {
        Credential? found;
        // The id is a piece of the hash, of which nobody can choose the secret; that the whole is equal is found out in the same time for every other.
        lock (_gate) found = _byId.GetValueOrDefault(Convert.ToHexStringLower(hash)[..16]);
        return found is not null && CryptographicOperations.FixedTimeEquals(found.Hash, hash) && IsGood(found) ? found : null;
    }

    /// <summary>Revokes one durably, then ends what it opened: <c>not_found</c>, a fault of the journal, which leaves it good.</summary>
    public async ValueTask<Fault?> RevokeAsync(string id, string by, CancellationToken cancellationToken)
    {
        Credential? found;
        lock (_gate) found = _byId.GetValueOrDefault(id);
        if (found is null) return new(FaultCodes.NotFound, "There is none of this id, or it was revoked before.");
        var revoked = found.Record with { RevokedAt = _time.GetUtcNow(), RevokedBy = by };
        if (await _stream.SaveAsync(_kind == CallerKind.Session ? "session_revoked" : "token_revoked", revoked, cancellationToken) is { } fault) return fault;
        lock (_gate) _byId.Remove(id);
        found.End();
        return null;
    }

    /// <summary>Notes that it was used; written once a day.</summary>
    public async ValueTask<Fault?> UsedAsync(Credential credential, CancellationToken cancellationToken) =>
        credential.Used(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime)) is { } used ? await _stream.SaveAsync("token_used", used, cancellationToken) : null;

    private bool IsGood(Credential credential) => credential.Record.Expires > _time.GetUtcNow();

    private void Put(Credential credential)
    {
        var since = _time.GetUtcNow() - Shown;
        lock (_gate)
        {
            foreach (var old in _byId.Values.Where(c => c.Record.Expires <= since).ToList()) _byId.Remove(old.Id);
            _byId[credential.Id] = credential;
        }
    }

    private static byte[]? HashOf(CredentialRecord record)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(record.Hash, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == hash.Length ? hash : null;
    }
}
