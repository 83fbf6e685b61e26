using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Who did what, as a stream; its versions are the records' numbers.</summary>
public sealed class AuditStream
{
    private static readonly StreamId Stream = new("access", "audit");

    private readonly IJournal _journal;

    internal AuditStream(IJournal journal) => _journal = journal;

    /// <summary>Keeps a record durably, whose number the journal gives; faults of the journal.</summary>
    public async ValueTask<Fault?> SaveAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        (await _journal.AppendAsync(Stream, new() { Events = [new("call", JsonSerializer.SerializeToUtf8Bytes(entry, ControlJson.Default.AuditEntry))] }, cancellationToken)).Fault;

    /// <summary>Records below a number, newest first; faults of the journal.</summary>
    /// <param name="before">The number; null for the newest.</param>
    /// <param name="limit">At most so many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<AuditPage>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        var range = new ReadRange { Backward = true, After = before, Limit = limit };
        if (!(await _journal.ReadAsync(Stream, range, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return new AuditPage([.. page.Events.Select(e => JsonSerializer.Deserialize(e.Data.Span, ControlJson.Default.AuditEntry)! with { Seq = e.Version })], page.More);
    }
}
