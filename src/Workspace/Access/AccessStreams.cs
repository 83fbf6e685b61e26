using Yoi.Journal;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Who may come in and who did what: streams of the control plane, so all of it outlives the server.</summary>
public sealed class AccessStreams(IJournal journal)
{
    /// <summary>Browsers' sessions.</summary>
    public RecordStream<CredentialRecord> Sessions { get; } = Credentials(journal, "sessions");

    /// <summary>API tokens.</summary>
    public RecordStream<CredentialRecord> Tokens { get; } = Credentials(journal, "tokens");

    /// <summary>People who logged in.</summary>
    public RecordStream<AccountRecord> Accounts { get; } = new(
        journal, new("access", "accounts"), ControlJson.Default.AccountRecord, ControlJson.Default.AccountRecordArray, account => $"{account.Issuer} {account.Subject}", _ => false);

    /// <summary>Calls made under an Idempotency-Key.</summary>
    public RecordStream<KeyRecord> Keys { get; } = new(journal, new("access", "keys"), ControlJson.Default.KeyRecord, ControlJson.Default.KeyRecordArray, record => record.Id, _ => true);

    /// <summary>Who did what.</summary>
    public AuditStream Audit { get; } = new(journal);

    // A use that is written while its token is revoked must not bring it back.
    private static RecordStream<CredentialRecord> Credentials(IJournal journal, string name) =>
        new(journal, new("access", name), ControlJson.Default.CredentialRecord, ControlJson.Default.CredentialRecordArray, record => record.Hash, record => record.RevokedAt is not null);
}
