using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One credential as some workspaces keep it.</summary>
internal sealed record HeldCredential(Credential Credential, IReadOnlyList<string> Workspaces);

/// <summary>The sessions, or the tokens, of all workspaces of a server. One that opens several is kept by each of them, under one id.</summary>
internal sealed class CredentialBook(CallerKind kind, IReadOnlyList<(string Workspace, CredentialLedger Ledger)> ledgers)
{
    /// <summary>Whether one lets somebody in anywhere.</summary>
    public bool HasGood => ledgers.Any(l => l.Ledger.Good.Any());

    /// <summary>Where a secret's credential is good.</summary>
    public IReadOnlyList<(string Workspace, Credential Credential)> Find(byte[] hash)
    {
        List<(string, Credential)> found = [];
        foreach (var (workspace, ledger) in ledgers)
            if (ledger.Find(hash) is { } credential) found.Add((workspace, credential));
        return found;
    }

    /// <summary>What some workspaces keep and let in, oldest first.</summary>
    public IEnumerable<HeldCredential> Good(IReadOnlyCollection<string> workspaces)
    {
        var good = Of(workspaces).SelectMany(l => l.Ledger.Good).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return All(workspaces).Where(h => good.Contains(h.Credential.Id));
    }

    /// <summary>What some workspaces keep, the expired of the last 30 days included, oldest first.</summary>
    public IReadOnlyList<HeldCredential> All(IReadOnlyCollection<string> workspaces) =>
    [
        .. Of(workspaces).SelectMany(l => l.Ledger.All.Select(c => (l.Workspace, Credential: c))).GroupBy(c => c.Credential.Id, StringComparer.Ordinal)
            .Select(g => new HeldCredential(g.First().Credential, [.. g.Select(c => c.Workspace)])).OrderBy(h => h.Credential.Record.CreatedAt),
    ];

    /// <summary>A new one and its secret, once every workspace it opens keeps it; a fault of a journal gives none.</summary>
    public async ValueTask<Result<(string Secret, HeldCredential Held)>> NewAsync(
        string name, AccessRole role, TimeSpan lifetime, string by, IReadOnlyCollection<string> workspaces, CancellationToken cancellationToken)
    {
        var (secret, kept) = (Secret.New(), new List<string>());
        Credential? made = null;
        foreach (var (workspace, ledger) in Of(workspaces))
        {
            if (!(await ledger.AddAsync(secret, name, role, lifetime, by, cancellationToken)).TryGet(out var added, out var fault))
            {
                // Its secret is told to nobody; where even this fails it is listed until it expires, and lets nobody in.
                if (made is not null) _ = await RevokeAsync(made.Id, by, kept, cancellationToken);
                return fault;
            }

            made = added;
            kept.Add(workspace);
        }

        return (secret, new HeldCredential(made ?? throw new InvalidOperationException($"A {kind} must open a workspace."), [.. workspaces]));
    }

    /// <summary>Revokes one durably where some workspaces keep it: <c>not_found</c> where none does; a fault of a journal leaves it good there.</summary>
    public async ValueTask<Fault?> RevokeAsync(string id, string by, IReadOnlyCollection<string> workspaces, CancellationToken cancellationToken)
    {
        var revoked = false;
        Fault? missing = null;
        foreach (var (_, ledger) in Of(workspaces))
        {
            var fault = await ledger.RevokeAsync(id, by, cancellationToken);
            if (fault is null) revoked = true;
            else if (fault.Code == FaultCodes.NotFound) missing = fault;
            else return fault;
        }

        return revoked ? null : missing;
    }

    /// <summary>Notes that one was used; written once a day.</summary>
    public async ValueTask<Fault?> UsedAsync(string workspace, Credential credential, CancellationToken cancellationToken) =>
        await ledgers.First(l => l.Workspace == workspace).Ledger.UsedAsync(credential, cancellationToken);

    private IEnumerable<(string Workspace, CredentialLedger Ledger)> Of(IReadOnlyCollection<string> workspaces) => ledgers.Where(l => workspaces.Contains(l.Workspace));
}
